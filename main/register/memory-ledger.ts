import type { Custody } from '../../shared/contract/custody-steps.ts'
import type { Recipient } from '../../shared/contract/events.ts'
import type { CopyLedger, LedgerCopy, LedgerStep, Stand } from './copy-ledger.ts'
import { personKey, taken } from './ledger-rows.ts'

/** All that the events told of one copy. */
export interface CopyEntry {
  copy: LedgerCopy
  stand: Stand | null
  readonly events: number[]
  readonly words: string[]
}

/** What the ledger's tables should hold. */
export interface MemoryLedger extends CopyLedger {
  readonly entries: ReadonlyMap<string, CopyEntry>
  readonly people: readonly Recipient[]
  /** By their events. */
  readonly steps: ReadonlyMap<number, LedgerStep>
}

/**
 * In memory alone: some 700 bytes an event, and several times faster than any database. `issuancesOf` names a document's
 * issuances.
 */
export const memoryLedger = (issuancesOf: (documentId: string) => readonly string[]): MemoryLedger => {
  const entries = new Map<string, CopyEntry>()
  const codes = new Set<string>()
  const byIssuance = new Map<string, string[]>()
  const keys = new Map<string, number>()
  const people: Recipient[] = []
  const steps = new Map<number, LedgerStep>()

  const present = (id: string): CopyEntry => {
    const entry = entries.get(id)
    if (entry === undefined) throw new RangeError(`There is no copy ${id}.`)
    return entry
  }
  const stepsOf = (copyId: string): readonly LedgerStep[] =>
    present(copyId).events.flatMap((event) => {
      const step = steps.get(event)
      return step?.copy === copyId ? [step] : []
    })
  const ofIssuance = (issuance: string): readonly string[] => byIssuance.get(issuance) ?? []
  return {
    entries,
    people,
    steps,
    recipientKey: (recipient) => {
      const key = personKey(recipient)
      const known = keys.get(key)
      if (known !== undefined) return known
      const number = people.push(recipient)
      keys.set(key, number)
      return number
    },
    copy: (id) => entries.get(id)?.copy,
    has: (id) => entries.has(id),
    add: (copy) => {
      if (entries.has(copy.id) || codes.has(copy.code)) throw taken(copy.id)
      entries.set(copy.id, { copy, stand: null, events: [], words: [] })
      codes.add(copy.code)
      const others = byIssuance.get(copy.issuance)
      if (others === undefined) byIssuance.set(copy.issuance, [copy.id])
      else others.push(copy.id)
    },
    settle: ({ id }, settled) => {
      const entry = present(id)
      entry.copy = { ...entry.copy, settled }
    },
    stand: (copyId): Custody | undefined => present(copyId).stand?.custody,
    setStand: (copyId, stand) => void (present(copyId).stand = stand),
    addStep: (step) => void steps.set(step.event, step),
    step: (event, copyId) => {
      const step = steps.get(event)
      return step?.copy === copyId ? step : undefined
    },
    standing: (copyId) =>
      stepsOf(copyId)
        .filter(({ correctedBy }) => correctedBy === null)
        .toSorted((a, b) => a.place - b.place || a.event - b.event),
    correct: (step, by) => void steps.set(step.event, { ...step, correctedBy: by }),
    lastReprint: (copyId) => {
      const { copy } = present(copyId)
      const reprints = ofIssuance(copy.issuance)
        .map((id) => present(id).copy)
        .filter(({ reprintOf }) => reprintOf === copyId)
      return Math.max(0, ...reprints.map(({ sub }) => sub))
    },
    copiesOf: (documentId) => issuancesOf(documentId).flatMap(ofIssuance),
    concern: (copyId, event) => {
      const { events } = present(copyId)
      if (events.at(-1) !== event) events.push(event)
    },
    index: (copyId, words) => void present(copyId).words.push(words),
  }
}
