/** A piece of a text that is to be seen: from its first character to before its last, in UTF-16 units. */
export interface Span<K extends string> {
  readonly start: number
  readonly end: number
  readonly kind: K
}

export interface Piece<K extends string> {
  readonly text: string
  readonly kind: K | null
}

/** A text cut where its spans begin and end. Of spans that overlap the later one begins where the one before it ends. */
export const cutAtSpans = <K extends string>(
  text: string,
  spans: readonly Span<K>[],
): readonly Piece<K>[] => {
  const pieces: Piece<K>[] = []
  let at = 0
  const take = (end: number, kind: K | null): void => {
    if (end <= at) return
    pieces.push({ text: text.slice(at, end), kind })
    at = end
  }
  for (const { start, end, kind } of spans.toSorted((a, b) => a.start - b.start)) {
    take(Math.min(start, text.length), null)
    take(Math.min(end, text.length), kind)
  }
  take(text.length, null)
  return pieces
}
