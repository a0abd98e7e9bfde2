import { readOperations } from './content-tokens.ts'
import type { Operand } from './operand.ts'

/** Codes of `bytes` bytes between low and high, each byte within its own pair (ISO 32000-1, 9.7.6.2). */
export interface CodeSpace {
  readonly bytes: number
  readonly low: number
  readonly high: number
}

/** Codes from `low` to `high` stand for `first`, `first` + 1, ... */
export interface CodeRange {
  readonly bytes: number
  readonly low: number
  readonly high: number
  readonly first: number
  /** What follows the first character where a code stands for several, as a ligature does; else empty. */
  readonly more: string
}

export interface CMap {
  readonly vertical: boolean
  readonly parent: string | null
  readonly codeSpaces: readonly CodeSpace[]
  readonly cids: readonly CodeRange[]
  readonly unicodes: readonly CodeRange[]
}

/** A real CMap has some thousands. */
const MAX_RANGES = 200_000

const codeOf = (bytes: Uint8Array): number => bytes.reduce((code, byte) => code * 256 + byte, 0)

/** The first character of a UTF-16BE string. */
const firstCharacter = (bytes: Uint8Array): number => {
  if (bytes.length < 2) return bytes.length === 1 ? bytes[0] : -1
  const unit = bytes[0] * 256 + bytes[1]
  if (unit < 0xd800 || unit > 0xdbff || bytes.length < 4) return unit
  return 0x10000 + ((unit & 0x3ff) << 10) + ((bytes[2] * 256 + bytes[3]) & 0x3ff)
}

/** The characters of a UTF-16BE string after the first. */
const furtherCharacters = (bytes: Uint8Array): string =>
  bytes.length <= 2 ? '' : [...Buffer.from(bytes).swap16().toString('utf16le')].slice(1).join('')

const target = (operand: Operand | undefined): Pick<CodeRange, 'first' | 'more'> => {
  if (operand?.kind === 'number') return { first: operand.value, more: '' }
  if (operand?.kind !== 'string') return { first: -1, more: '' }
  const { bytes } = operand
  return { first: firstCharacter(bytes), more: furtherCharacters(bytes.subarray(0, bytes.length & ~1)) }
}

const rangesOf = (operands: readonly Operand[], single: boolean): CodeRange[] => {
  const ranges: CodeRange[] = []
  const step = single ? 2 : 3
  for (let i = 0; i + step <= operands.length && ranges.length < MAX_RANGES; i += step) {
    const low = operands[i]
    const high = operands[single ? i : i + 1]
    const to = operands[i + step - 1]
    if (low.kind !== 'string' || high.kind !== 'string') continue
    const range = { bytes: low.bytes.length, low: codeOf(low.bytes), high: codeOf(high.bytes) }
    if (to.kind === 'array') {
      to.items.forEach((item, k) => {
        const code = range.low + k
        if (code <= range.high) ranges.push({ bytes: range.bytes, low: code, high: code, ...target(item) })
      })
    } else ranges.push({ ...range, ...target(to) })
  }
  return ranges
}

const spacesOf = (operands: readonly Operand[]): CodeSpace[] =>
  rangesOf(
    operands.flatMap((o, i) => (i % 2 ? [o, { kind: 'other' } as const] : [o])),
    false,
  ).map(({ bytes, low, high }) => ({ bytes, low, high }))

const appended = <T>(list: T[], more: readonly T[]): void => {
  if (list.length < MAX_RANGES) for (const item of more) list.push(item)
}

/** Reads an embedded CMap or ToUnicode CMap (Adobe Technical Note 5014), as far as codes go. */
export const parseCMap = (bytes: Uint8Array): CMap => {
  let vertical = false
  let parent: string | null = null
  const codeSpaces: CodeSpace[] = []
  const cids: CodeRange[] = []
  const unicodes: CodeRange[] = []
  for (const { operator, operands } of readOperations(bytes)) {
    const [key, value] = operands
    if (operator === 'def') {
      if (key?.kind === 'name' && key.value === 'WMode' && value?.kind === 'number')
        vertical = value.value === 1
    } else if (operator === 'usecmap') parent = key?.kind === 'name' ? key.value : null
    else if (operator === 'endcodespacerange') appended(codeSpaces, spacesOf(operands))
    else if (operator === 'endcidrange') appended(cids, rangesOf(operands, false))
    else if (operator === 'endcidchar') appended(cids, rangesOf(operands, true))
    else if (operator === 'endbfrange') appended(unicodes, rangesOf(operands, false))
    else if (operator === 'endbfchar') appended(unicodes, rangesOf(operands, true))
  }
  return { vertical, parent, codeSpaces, cids, unicodes }
}

/** The range that holds a code, or null. Ranges are sorted once and searched by halving. */
const rangeFinder = (ranges: readonly CodeRange[]): ((code: number, bytes: number) => CodeRange | null) => {
  const sorted = [...ranges].sort((p, q) => p.low - q.low)
  return (code, bytes) => {
    let low = 0
    let high = sorted.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (sorted[middle].low <= code) low = middle + 1
      else high = middle
    }
    for (let i = low - 1; i >= 0 && i >= low - 4; i--) {
      const range = sorted[i]
      if (range.bytes === bytes && code <= range.high) return range
    }
    return null
  }
}

const targetOf = (range: CodeRange, code: number): number =>
  range.first < 0 ? -1 : range.first + code - range.low

/** What `code` stands for, or -1. */
export const rangeLookup = (ranges: readonly CodeRange[]): ((code: number, bytes: number) => number) => {
  const find = rangeFinder(ranges)
  return (code, bytes) => {
    const range = find(code, bytes)
    return range ? targetOf(range, code) : -1
  }
}

export const isCharacter = (unicode: number): boolean => unicode > 0 && unicode <= 0x10ffff

/** All that `code` reads as; empty where nobody knows. */
export const textLookup = (ranges: readonly CodeRange[]): ((code: number, bytes: number) => string) => {
  const find = rangeFinder(ranges)
  return (code, bytes) => {
    const range = find(code, bytes)
    if (!range) return ''
    const first = targetOf(range, code)
    return isCharacter(first) ? String.fromCodePoint(first) + range.more : ''
  }
}
