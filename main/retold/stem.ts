/** In this order; the first that fits is taken off, and at least three letters stay. */
const ENDINGS: readonly (readonly [ending: string, put: string])[] = [
  ['isations', 'is'],
  ['izations', 'iz'],
  ['isation', 'is'],
  ['ization', 'iz'],
  ['ations', 'at'],
  ['ation', 'at'],
  ['ements', ''],
  ['ement', ''],
  ['ments', 'ment'],
  ['ities', ''],
  ['ness', ''],
  ['ings', ''],
  ['ions', ''],
  ['ies', ''],
  ['ing', ''],
  ['ion', ''],
  ['ity', ''],
  ['ied', ''],
  ['ers', 'er'],
  ['ed', ''],
  ['es', ''],
  ['ly', ''],
  ['al', ''],
  ['s', ''],
  ['e', ''],
  ['y', ''],
]

/** "closures" and "closed" to one stem each, well enough to meet again: text is looked up the same way as it was entered. */
export const stemOf = (word: string): string => {
  const found = ENDINGS.find(([ending]) => word.endsWith(ending) && word.length - ending.length >= 3)
  if (found === undefined || word.endsWith('ss')) return word
  const stem = word.slice(0, -found[0].length) + found[1]
  const doubled = /([bdgmnprt])\1$/.test(stem)
  return doubled ? stem.slice(0, -1) : stem
}
