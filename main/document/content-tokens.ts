/**
 * Splits a content stream into operations (ISO 32000-1, 7.2 and 7.8.2). The input is foreign: anything
 * that is not understood is passed over as a viewer would, and every loop moves forward.
 */
import { inlineImageEnd } from './inline-image.ts'
import { CHARACTER_CLASS } from './operand.ts'
import type { Operand, Operation } from './operand.ts'
import { Scanner } from './scanner.ts'

const OTHER: Operand = { kind: 'other' }
const MAX_DEPTH = 32
/** Far above what any operator takes; of more, the oldest are forgotten. */
const MAX_OPERANDS = 4096

const NUMBER = /^[+-]*(\d+\.?\d*|\.\d+)/

/** Lenient as viewers are: "--5" is -5, "1.2.3" is 1.2, "5-3" is 5. Null when it is no number. */
const parseNumber = (text: string): number | null => {
  const match = NUMBER.exec(text)
  if (!match) return null
  const value = Number(match[1])
  return text.startsWith('-') ? -value : value
}

type Token = { readonly operand: Operand } | { readonly operator: string } | { readonly close: string } | null

const numberOrOperator = (text: string): Token => {
  const first = text.charCodeAt(0)
  if ((first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46) {
    const value = parseNumber(text)
    if (value !== null) return { operand: { kind: 'number', value } }
    if (text === '-' || text === '.' || text === '-.') return { operand: { kind: 'number', value: 0 } }
  }
  if (text === 'true' || text === 'false' || text === 'null') return { operand: OTHER }
  return { operator: text }
}

const nextToken = (scanner: Scanner, depth: number): Token => {
  scanner.skipWhite()
  const { bytes, position } = scanner
  if (position >= bytes.length) return null
  const code = bytes[position]
  if (CHARACTER_CLASS[code] === 0) return numberOrOperator(scanner.regular())
  if (code === 47) return { operand: { kind: 'name', value: scanner.name() } }
  if (code === 40) return { operand: { kind: 'string', bytes: scanner.literalString() } }
  if (code === 91) return { operand: { kind: 'array', items: readItems(scanner, ']', depth) } }
  if (code === 60) {
    if (bytes[position + 1] !== 60) return { operand: { kind: 'string', bytes: scanner.hexString() } }
    scanner.position++
    return { operand: { kind: 'dict', entries: pairUp(readItems(scanner, '>>', depth)) } }
  }
  const double = code === 62 && bytes[position + 1] === 62
  scanner.position += double ? 2 : 1
  return { close: double ? '>>' : String.fromCharCode(code) }
}

/** Reads to `closer`; operators inside are dropped. The scanner stands on the (last) opening byte. */
const readItems = (scanner: Scanner, closer: string, depth: number): readonly Operand[] => {
  scanner.position++
  const items: Operand[] = []
  if (depth >= MAX_DEPTH) return items
  for (;;) {
    const token = nextToken(scanner, depth + 1)
    if (token === null || ('close' in token && token.close === closer)) return items
    if ('operand' in token) items.push(token.operand)
  }
}

const pairUp = (items: readonly Operand[]): ReadonlyMap<string, Operand> => {
  const entries = new Map<string, Operand>()
  for (let i = 0; i + 1 < items.length;) {
    const key = items[i]
    if (key.kind === 'name') {
      entries.set(key.value, items[i + 1])
      i += 2
    } else i++
  }
  return entries
}

/** Every complete operation in order. Operands left over at the end belong to none and are not reported. */
export function* readOperations(bytes: Uint8Array): Generator<Operation, void, void> {
  const scanner = new Scanner(bytes)
  let operands: Operand[] = []
  let start = -1
  for (;;) {
    scanner.skipWhite()
    if (start < 0) start = scanner.position
    const token = nextToken(scanner, 0)
    if (token === null) return
    if ('operand' in token) {
      operands.push(token.operand)
      if (operands.length >= 2 * MAX_OPERANDS) operands = operands.slice(-MAX_OPERANDS)
    } else if ('operator' in token) {
      if (token.operator === 'BI')
        scanner.position = inlineImageEnd(bytes, readImageHeader(scanner), scanner.position)
      yield { operator: token.operator, operands, start, end: scanner.position }
      operands = []
      start = -1
    }
  }
}

/** The dictionary between BI and ID; leaves the scanner just after ID. */
const readImageHeader = (scanner: Scanner): ReadonlyMap<string, Operand> => {
  const items: Operand[] = []
  for (;;) {
    const token = nextToken(scanner, 0)
    if (token === null || ('operator' in token && token.operator === 'ID')) return pairUp(items)
    if ('operand' in token && items.length < MAX_OPERANDS) items.push(token.operand)
  }
}
