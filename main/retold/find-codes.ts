import { plainMention } from './mention.ts'
import type { Mention } from './mention.ts'

/** Numbers of files, rooms and lots: WS/2026/41, A12, B-2, 12C. Sums (RMB30m) and sizes (30K) are none. */
const CODE =
  /(?<![\p{L}\d])(?!CNY|RMB|USD|EUR|GBP|HKD)(?:\p{Lu}{1,5}[-/]?\d+[\p{Lu}\d/-]*|\p{Lu}{2,}[-/]\d[\p{Lu}\d/-]*|\d+[A-HJLNP-Z]\d*(?![\p{L}]))/gu

const PRIOR = 0.002

export const findCodes = (text: string): Mention[] =>
  [...text.matchAll(CODE)].map(({ index: start, 0: code }) => {
    const key = `c${code.toLowerCase().replace(/[^a-z0-9]/g, '')}`
    return plainMention(start, start + code.length, 'code', [{ key, prior: PRIOR, exact: true }])
  })
