import type { WordingKind } from '../../../shared/contract/wording-list.ts'

/** Words that may stand in place of others without changing what is said. */
export interface Equal {
  readonly kind: WordingKind
  /** Global; of what it matches, the group named `slot`, or all, is replaced. */
  readonly find: RegExp
  readonly replace: (slot: string, groups: Readonly<Record<string, string | undefined>>) => string
}

/** What may not, or must, stand before and after, as look-arounds. */
export interface Guard {
  readonly before?: string
  readonly after?: string
}

/** Makes an equal of words and what may stand in their place, as a language has it. */
export type OneWay = (kind: WordingKind, from: string, to: string, guard?: Guard) => Equal

/** The same for words either of which may stand for the other. */
export const bothWays =
  (oneWay: OneWay) =>
  (kind: WordingKind, a: string, b: string, guard: Guard = {}): Equal[] => [
    oneWay(kind, a, b, guard),
    oneWay(kind, b, a, guard),
  ]
