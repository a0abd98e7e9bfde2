/** What kind of difference two wordings are. */
export const WORDING_KINDS = [
  'approximation',
  'number-form',
  'date-form',
  'list-punctuation',
  'conjunction',
  'connective',
  'spelling',
  'word',
] as const
export type WordingKind = (typeof WORDING_KINDS)[number]

/** Words that may stand in place of others without changing what is said. */
export interface Equal {
  readonly kind: WordingKind
  /** Global; of what it matches, the group named `slot`, or all, is replaced. */
  readonly find: RegExp
  readonly replace: (slot: string, groups: Readonly<Record<string, string | undefined>>) => string
}
