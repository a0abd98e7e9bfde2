import type { TraceResult } from '../../shared/contract/results.ts'
import type { CopyRow, DocumentRow } from '../register/rows.ts'
import type { ShownPart } from '../trace/shown-parts.ts'
import type { TraceOutcome } from '../trace/trace.ts'
import type { Vault } from '../vault.ts'
import type { OpenLibrary } from './open-library.ts'
import type { Leak } from './read-leak.ts'

/** A finished trace, before it is put into words. */
export interface TraceRun {
  readonly vault: Vault
  readonly open: OpenLibrary
  readonly outcome: TraceOutcome
  /** Marks in the leaked text; null where no text leaked. */
  readonly marks: number | null
  /** Copies that a leaked file is bit for bit. */
  readonly identical: readonly CopyRow[]
  /** A document whose original a leaked file is bit for bit. */
  readonly original: DocumentRow | undefined
}

/** Chance that a file which is not this copy has its SHA-256. */
const HASH_CHANCE = 2 ** -256

/** What it comes to. */
export interface Finding {
  readonly verdict: TraceResult['verdict']
  readonly bound: number
  /** Named only when traced: the clearest first, several where copies were mixed. */
  readonly copies: readonly CopyRow[]
}

/** A leaked file that is a sealed copy bit for bit needs no marks; where the two contradict, nobody is named. */
export const judgeRun = ({ vault, outcome, identical, original }: TraceRun): Finding => {
  const { bound, named } = outcome.judgement
  // An original is ours, though its first page may be blank.
  const isOurs = original !== undefined && outcome.judgement.verdict === 'not-ours'
  const verdict = isOurs ? 'inconclusive' : outcome.judgement.verdict
  const marked = named.map(({ copyId }) => vault.register.copy(copyId))
  if (identical.length === 0) return { verdict, bound, copies: marked }
  const ids = new Set([...identical, ...marked].map(({ id }) => id))
  if (ids.size > 1) return { verdict: 'inconclusive', bound: 1, copies: [] }
  const byHash = HASH_CHANCE * Math.max(1, outcome.candidates)
  const least = marked.length === 0 ? byHash : Math.min(bound, byHash)
  return { verdict: 'traced', bound: least, copies: [identical[0]] }
}

/** A trace that was made and recorded, while the library is still open: for whoever draws it. */
export interface FinishedTrace {
  readonly run: TraceRun
  readonly leaks: readonly Leak[]
  readonly shown: readonly ShownPart[]
  readonly result: TraceResult
}
