import { formatCode } from '../../shared/contract/copy-code.ts'
import type { TraceResult } from '../../shared/contract/results.ts'
import type { CopyRow } from '../register/rows.ts'
import type { TraceOutcome } from '../trace/trace.ts'
import type { Vault } from '../vault.ts'
import { copyNumber } from './copy-file.ts'
import type { OpenLibrary } from './open-library.ts'

/** A finished trace, before it is put into words. */
export interface TraceRun {
  readonly vault: Vault
  readonly open: OpenLibrary
  readonly outcome: TraceOutcome
  /** Copies that a leaked file is bit for bit. */
  readonly identical: readonly CopyRow[]
}

/** Chance that a file which is not this copy has its SHA-256. */
const HASH_CHANCE = 2 ** -256

interface Finding {
  readonly verdict: TraceResult['verdict']
  readonly bound: number
  /** Named only when traced. */
  readonly copy: CopyRow | null
}

/** A leaked file that is a sealed copy bit for bit needs no marks; where the two contradict, nobody is named. */
const judge = ({ vault, outcome, identical }: TraceRun): Finding => {
  const { verdict, bound, best } = outcome.judgement
  const marked = verdict === 'traced' && best !== null ? vault.register.copy(best.copyId) : null
  const ids = new Set(identical.map(({ id }) => id))
  if (marked !== null) ids.add(marked.id)
  if (ids.size > 1) return { verdict: 'inconclusive', bound: 1, copy: null }
  if (identical.length === 0) return { verdict, bound, copy: marked }
  const byHash = HASH_CHANCE * Math.max(1, outcome.candidates)
  return { verdict: 'traced', bound: marked === null ? byHash : Math.min(bound, byHash), copy: identical[0] }
}

/** The page that the best-scored reading lies on, from 1. */
const pageOf = ({ outcome }: TraceRun): number | null => {
  const { best } = outcome.judgement
  if (best === null) return null
  const [first] = outcome.hypotheses[best.hypothesis].places
  return first === undefined ? null : first.place.page + 1
}

const documentOf = ({ vault, open, outcome }: TraceRun, copy: CopyRow | null): TraceResult['document'] => {
  const { best } = outcome.judgement
  const key = best === null ? null : outcome.hypotheses[best.hypothesis].documentId
  const id = copy?.documentId ?? (key === null ? null : open.editions.get(key)?.documentId)
  if (id === null || id === undefined) return null
  return { id, title: vault.register.document(id).title }
}

/** What the visible mark on the copy says, to be looked for in the leak. */
const visibleText = (copy: CopyRow): string =>
  [copy.recipient.name, copy.recipient.unit, copyNumber(copy), formatCode(copy.code)]
    .filter((part) => part !== '')
    .join(' · ')

/** When the copies came to be that the leak is or bears the marks of, by the record itself. */
const matchesOf = ({ vault, identical }: TraceRun, named: CopyRow | null): TraceResult['matches'] => {
  const rows = new Map([...identical, ...(named === null ? [] : [named])].map((row) => [row.id, row]))
  return [...rows.values()].flatMap((row) => {
    const sealing = vault.register
      .eventsOfCopies(new Set([row.id]))
      .find(({ type }) => type === 'copy-sealed')
    if (sealing === undefined || row.sha256 === null) return []
    const { at, index } = sealing
    return [{ copy: copyNumber(row), id: row.id, sealedAt: at, event: index, sha256: row.sha256 }]
  })
}

const NOT_SCORED = { z: 0, n: 0 }

export const reportTrace = (run: TraceRun, seconds: number, id: string): TraceResult => {
  const { judgement, carriers, candidates, hypotheses } = run.outcome
  const { verdict, bound, copy } = judge(run)
  const { runnerUp, best, decoys, limit } = judgement
  const named = copy !== null
  const document = verdict === 'not-ours' ? null : documentOf(run, copy)
  const second = named && runnerUp !== null ? run.vault.register.copy(runnerUp.copyId) : null
  return {
    id,
    verdict,
    bound,
    limit,
    document,
    page: verdict === 'not-ours' ? null : pageOf(run),
    copy: copy === null ? null : { id: copy.id, copy: copyNumber(copy) },
    recipient:
      copy === null ? null : { name: copy.recipient.name, unit: copy.recipient.unit, id: copy.recipient.id },
    z: best?.z ?? null,
    runnerUp: second === null || runnerUp === null ? null : { copy: copyNumber(second), z: runnerUp.z },
    carriers: {
      tint: carriers.tint ?? NOT_SCORED,
      words: carriers.words ?? NOT_SCORED,
      dots: carriers.dots ?? NOT_SCORED,
    },
    candidates,
    alignments: hypotheses.length,
    decoys,
    matches: matchesOf(run, copy),
    visible: copy === null ? null : visibleText(copy),
    seconds: Math.round(seconds * 100) / 100,
  }
}
