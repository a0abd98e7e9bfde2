import type { Custody } from '../../shared/contract/custody-steps.ts'
import type { Recipient } from '../../shared/contract/events.ts'
import type { CopyLedger, LedgerCopy, LedgerStep, Stand } from './copy-ledger.ts'
import { personKey, taken } from './ledger-rows.ts'

/** All that the events told of one copy. */
export interface CopyEntry {
  /** How many came before it. */
  readonly place: number
  copy: LedgerCopy
  stand: Stand | null
  readonly events: number[]
}

/** What the ledger's tables should hold, each in the order in which it came. */
export interface MemoryLedger extends CopyLedger {
  readonly entries: ReadonlyMap<string, CopyEntry>
  readonly people: readonly Recipient[]
  readonly steps: readonly LedgerStep[]
  readonly words: readonly (readonly [copyId: string, words: string])[]
}

/** Of a copy's events those that are steps and were not corrected, in the order of its life. */
export const standingSteps = (
  events: readonly number[],
  stepAt: (event: number) => LedgerStep | undefined,
): readonly LedgerStep[] =>
  events
    .flatMap((event) => stepAt(event) ?? [])
    .filter(({ correctedBy }) => correctedBy === null)
    .toSorted((a, b) => a.place - b.place || a.event - b.event)

/** In memory alone, which grows with the copies and their steps. `issuancesOf` names a document's issuances. */
export const memoryLedger = (issuancesOf: (documentId: string) => readonly string[]): MemoryLedger => {
  const entries = new Map<string, CopyEntry>()
  const codes = new Set<string>()
  const byIssuance = new Map<string, string[]>()
  const keys = new Map<string, number>()
  const people: Recipient[] = []
  const steps: LedgerStep[] = []
  const words: [string, string][] = []

  const present = (id: string): CopyEntry => {
    const entry = entries.get(id)
    if (entry === undefined) throw new RangeError(`There is no copy ${id}.`)
    return entry
  }
  /** Where among the steps that of an event is, if there is one. */
  const placeOf = (event: number): number => {
    let [low, high] = [0, steps.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (steps[middle].event < event) low = middle + 1
      else high = middle
    }
    return low
  }
  const stepAt = (event: number, copyId: string): LedgerStep | undefined => {
    const step = steps[placeOf(event)]
    return step?.event === event && step.copy === copyId ? step : undefined
  }
  const ofIssuance = (issuance: string): readonly LedgerCopy[] =>
    (byIssuance.get(issuance) ?? []).map((id) => present(id).copy)
  return {
    entries,
    people,
    steps,
    words,
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
      entries.set(copy.id, { place: entries.size, copy, stand: null, events: [] })
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
    addStep: (step) => void steps.push(step),
    step: stepAt,
    standing: (copyId) => standingSteps(present(copyId).events, (event) => stepAt(event, copyId)),
    correct: (step, by) => void (steps[placeOf(step.event)] = { ...step, correctedBy: by }),
    lastReprint: (copyId) =>
      ofIssuance(present(copyId).copy.issuance)
        .filter(({ reprintOf }) => reprintOf === copyId)
        .reduce((last, { sub }) => Math.max(last, sub), 0),
    copiesOf: (documentId) =>
      issuancesOf(documentId).flatMap((issuance) =>
        ofIssuance(issuance)
          .toSorted((a, b) => a.number - b.number || a.sub - b.sub)
          .map(({ id }) => id),
      ),
    concern: (copyId, event) => {
      const { events } = present(copyId)
      if (events.at(-1) !== event) events.push(event)
    },
    index: (copyId, text) => void words.push([copyId, text]),
  }
}
