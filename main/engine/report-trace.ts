import { formatCode } from '../../shared/contract/copy-code.ts'
import type { TraceResult } from '../../shared/contract/results.ts'
import { placesNeeded } from '../../shared/mark/read-wording.ts'
import { thresholdFor } from '../../shared/maths/statistics.ts'
import type { CopyRow, DocumentRow } from '../register/rows.ts'
import type { ReadDocument } from '../trace/read-passage.ts'
import { copyNumber } from './copy-file.ts'
import { isPlausible } from '../trace/is-plausible.ts'
import type { ShownPart } from '../trace/shown-parts.ts'
import type { Finding, TraceRun } from './trace-run.ts'

const titled = ({ id, title }: DocumentRow) => ({ id, title })

/** The page that the best-scored reading lies on, from 1. A file that is an original is no page of it. */
const pageOf = ({ outcome, original }: TraceRun, copy: CopyRow | undefined): number | null => {
  const { best } = outcome.judgement
  if (best === null || (copy === undefined && original !== undefined)) return null
  const { places, textPages } = outcome.hypotheses[best.hypothesis]
  const page = places.at(0)?.place.page ?? textPages.at(0)
  return page === undefined ? null : page + 1
}

const documentOf = (
  { vault, open, outcome, original }: TraceRun,
  copy: CopyRow | undefined,
): TraceResult['document'] => {
  if (copy === undefined && original !== undefined) return titled(original)
  const { best } = outcome.judgement
  const likely = best === null ? null : outcome.hypotheses[best.hypothesis]
  const key =
    likely === null || !isPlausible(likely.places.map(({ place }) => place)) ? null : likely.documentId
  const id = copy?.documentId ?? (key === null ? null : open.editions.get(key)?.documentId)
  if (id === null || id === undefined) return null
  return titled(vault.register.document(id))
}

/** What the visible mark on the copy says, to be looked for in the leak. */
const visibleText = (copy: CopyRow): string =>
  [copy.recipient.name, copy.recipient.unit, copyNumber(copy), formatCode(copy.code)]
    .filter((part) => part !== '')
    .join(' · ')

/** When the copies came to be that the leak is or bears the marks of, by the record itself. */
const matchesOf = ({ vault, identical }: TraceRun, named: readonly CopyRow[]): TraceResult['matches'] => {
  const rows = new Map([...identical, ...named].map((row) => [row.id, row]))
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

const personOf = ({ recipient: { name, unit, id } }: CopyRow) => ({ name, unit, id })

/** Named where a copy is of another document than the first: two papers may lie in one picture. */
const otherDocument = (
  { vault }: TraceRun,
  { documentId: id }: CopyRow,
  first: CopyRow,
): { document?: { id: string; title: string } } =>
  id === first.documentId ? {} : { document: titled(vault.register.document(id)) }

const alsoCopiesOf = (run: TraceRun, copies: readonly CopyRow[]): TraceResult['alsoCopies'] => {
  const further = new Set(copies.slice(1).map(({ id }) => id))
  return run.outcome.judgement.named
    .filter(({ copyId }) => further.has(copyId))
    .map(({ copyId, z, bound }) => {
      const row = run.vault.register.copy(copyId)
      const other = otherDocument(run, row, copies[0])
      return { id: copyId, copy: copyNumber(row), recipient: personOf(row), ...other, z, bound }
    })
}

/** So many documents and pages are told of; a set phrase may be in all. */
const MOST_TOLD = 5

/** Editions of one document hold the same text: the first, which has the most marks, speaks for it. */
const textOf = ({ vault, open, outcome }: TraceRun, marks: number): NonNullable<TraceResult['text']> => {
  const byDocument = new Map<string, ReadDocument>()
  for (const read of outcome.documents) {
    const id = open.editions.get(read.documentId)?.documentId
    if (id !== undefined && !byDocument.has(id)) byDocument.set(id, read)
  }
  const found = [...byDocument].slice(0, MOST_TOLD).map(([id, { pages, share, marks, wordings }]) => {
    const told = pages.slice(0, MOST_TOLD).map((page) => page + 1)
    const document = titled(vault.register.document(id))
    return { document, pages: told, share, marks, ...(wordings.of === 0 ? {} : { wordings }) }
  })
  const { trials, limit } = outcome.judgement
  const wasRead = outcome.documents.some(({ wordings }) => wordings.seen > 0)
  return { marks, found, ...(wasRead ? { wordingsNeeded: placesNeeded(trials, limit) } : {}) }
}

const runnerUpOf = (run: TraceRun, copy: CopyRow | undefined): TraceResult['runnerUp'] => {
  const { runnerUp } = run.outcome.judgement
  if (copy === undefined || runnerUp === null) return null
  const row = run.vault.register.copy(runnerUp.copyId)
  return { copy: copyNumber(row), ...otherDocument(run, row, copy), z: runnerUp.z }
}

/** As the evidence pictures are numbered. */
const showsOf = ({ vault, open, outcome }: TraceRun, shown: readonly ShownPart[]): TraceResult['shows'] =>
  shown.flatMap(({ picture, read: { place }, copyId }) => {
    const edition = open.editions.get(place.documentId)
    if (edition === undefined) return []
    const document = titled(vault.register.document(edition.documentId))
    const copy = copyId === null ? null : { id: copyId, copy: copyNumber(vault.register.copy(copyId)) }
    return [{ leak: outcome.pictures[picture].name, document, page: place.page + 1, copy }]
  })

/** @param shown in its pictures */
export const reportTrace = (
  run: TraceRun,
  { verdict, bound, copies }: Finding,
  shown: readonly ShownPart[],
  seconds: number,
  id: string,
): TraceResult => {
  const { judgement, carriers, candidates, hypotheses } = run.outcome
  const { best, decoys, limit, trials } = judgement
  const copy = copies.at(0)
  const document = verdict === 'not-ours' ? null : documentOf(run, copy)
  return {
    id,
    verdict,
    bound,
    limit,
    document,
    ...(run.original === undefined ? {} : { original: titled(run.original) }),
    page: document === null ? null : pageOf(run, copy),
    shows: document === null ? [] : showsOf(run, shown),
    copy: copy === undefined ? null : { id: copy.id, copy: copyNumber(copy) },
    recipient: copy === undefined ? null : personOf(copy),
    z: best?.z ?? null,
    ...(best === null ? {} : { zNeeded: thresholdFor(limit, trials) }),
    alsoCopies: alsoCopiesOf(run, copies),
    runnerUp: runnerUpOf(run, copy),
    carriers: {
      tint: carriers.tint ?? NOT_SCORED,
      words: carriers.words ?? NOT_SCORED,
      dots: carriers.dots ?? NOT_SCORED,
      ...(run.marks === null ? {} : { text: carriers.text ?? NOT_SCORED }),
      ...(carriers.wording === undefined ? {} : { wording: carriers.wording }),
    },
    ...(run.marks === null ? {} : { text: textOf(run, run.marks) }),
    candidates,
    alignments: hypotheses.length,
    decoys,
    matches: matchesOf(run, copies),
    visible: copy === undefined ? null : visibleText(copy),
    seconds: Math.round(seconds * 100) / 100,
  }
}
