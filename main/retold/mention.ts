/** What a text can say that another text may say in other words. */
export type MentionKind =
  | 'number'
  | 'money'
  | 'percent'
  | 'date'
  | 'time'
  | 'name'
  | 'code'
  | 'matter' // something of an office's life, by any of its words in either language
  | 'word'

/** Kinds that are facts: they are said or not said, whatever words surround them. */
export const FACT_KINDS: ReadonlySet<MentionKind> = new Set([
  'number',
  'money',
  'percent',
  'date',
  'time',
  'name',
  'code',
])

/** One way in which a mention may be found again. */
export interface MentionKey {
  /** Letters and digits only. The first letter is its kind, so that keys of two kinds never meet. */
  readonly key: string
  /** The part of pages that hold it, as far as is known before any page was read. */
  readonly prior: number
  /** Whether two texts that share it say the same; else one says it roughly. */
  readonly exact: boolean
}

/** A piece of a text, by offsets in `cleanText`, and the keys it may be found by. */
export interface Mention {
  readonly start: number
  readonly end: number
  readonly kind: MentionKind
  /** A page is entered under all of `written`; a post is looked up under all of `said`. */
  readonly written: readonly MentionKey[]
  readonly said: readonly MentionKey[]
}

/** A mention whose keys are the same both ways. */
export const plainMention = (
  start: number,
  end: number,
  kind: MentionKind,
  keys: readonly MentionKey[],
): Mention => ({ start, end, kind, written: keys, said: keys })
