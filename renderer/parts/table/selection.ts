/** Rows that are chosen, by their keys, and the one from which a range is drawn. */
export interface Selection {
  readonly keys: ReadonlySet<string>
  readonly anchor: number | null
}

export const NOTHING: Selection = { keys: new Set(), anchor: null }

export const onlyRow = (key: string, index: number): Selection => ({ keys: new Set([key]), anchor: index })

/** In or out, as Ctrl and a click do. */
export const toggled = ({ keys }: Selection, key: string, index: number): Selection => {
  const next = new Set(keys)
  if (!next.delete(key)) next.add(key)
  return { keys: next, anchor: index }
}

/** First and last row of the range that Shift draws from the anchor. */
export const rangeTo = ({ anchor }: Selection, index: number): readonly [number, number] => {
  const from = anchor ?? index
  return [Math.min(from, index), Math.max(from, index)]
}

/** The range itself, in place of what was chosen or (with Ctrl) added to it. */
export const withRange = (
  { keys, anchor }: Selection,
  range: readonly string[],
  index: number,
  adding: boolean,
): Selection => ({ keys: new Set(adding ? [...keys, ...range] : range), anchor: anchor ?? index })
