import { unzipSync } from 'fflate'
import { z } from 'zod'
import type { ListRow } from './list-rows.ts'
import { invalid, tidy } from './recipient-problems.ts'

/** The first sheet of an XLSX (ISO/IEC 29500-1, SpreadsheetML), as far as a list of people needs it: texts and numbers as they are stored. */

const MOST_BYTES = 64 * 1024 * 1024
const MOST_ROWS = 50_000
const MOST_COLUMNS = 64

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const characterOf = (code: number): string =>
  code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD'

/** Entities of XML, and Excel's own way of writing control characters. */
const decoded = (text: string): string =>
  text
    .replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_, inner: string) => inner.replace(/&/g, '&amp;'))
    .replace(
      /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi,
      (whole, hex?: string, decimal?: string, name?: string) => {
        if (hex !== undefined) return characterOf(parseInt(hex, 16))
        if (decimal !== undefined) return characterOf(Number(decimal))
        return ENTITIES[name ?? ''] ?? whole
      },
    )
    .replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) => characterOf(parseInt(hex, 16)))

/** What stands between each pair of such tags, whatever prefix they bear, with the opening tag's attributes. */
function* elements(xml: string, name: string): Generator<{ attributes: string; inner: string }> {
  const opening = new RegExp(`<(\\w+:)?${name}(\\s[^>]*?)?(/)?>`, 'g')
  for (let match = opening.exec(xml); match !== null; match = opening.exec(xml)) {
    const [, prefix = '', attributes = '', empty] = match
    if (empty !== undefined) {
      yield { attributes, inner: '' }
      continue
    }
    const closing = `</${prefix}${name}>`
    const end = xml.indexOf(closing, opening.lastIndex)
    if (end < 0) return
    yield { attributes, inner: xml.slice(opening.lastIndex, end) }
    opening.lastIndex = end + closing.length
  }
}

const attribute = (attributes: string, name: string): string | null => {
  const match = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes)
  return match === null ? null : decoded(match[1] ?? match[2] ?? '')
}

/** Runs of a rich text put together; how a word is pronounced (rPh) is no part of it. */
const textOf = (xml: string): string =>
  [...elements(xml.replace(/<(\w+:)?rPh[\s>][\s\S]*?<\/(\w+:)?rPh>/g, ''), 't')]
    .map(({ inner }) => decoded(inner))
    .join('')

/** From "BC12": 54. */
const columnOf = (reference: string | null, otherwise: number): number => {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0]
  if (letters === undefined) return otherwise
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

const cellText = (attributes: string, inner: string, shared: readonly string[]): string => {
  const type = attribute(attributes, 't')
  if (type === 'inlineStr') return textOf(inner)
  const [value] = [...elements(inner, 'v')].map((v) => decoded(v.inner))
  if (value === undefined) return ''
  if (type === 's') return shared[Number(value)] ?? ''
  if (type === 'e') return ''
  return type === null || type === 'n' ? plainNumber(value) : value
}

/** Long numbers, such as of identity cards, may be stored as 1.1010119900101E+17. */
const plainNumber = (value: string): string => {
  const number = Number(value)
  return /e/i.test(value) && Number.isSafeInteger(number) ? String(number) : value
}

type Parts = Readonly<Record<string, Uint8Array>>

const open = (bytes: Uint8Array): Parts => {
  let sum = 0
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!/^xl\/.*\.(xml|rels)$/.test(name)) return false
        sum += originalSize
        if (sum > MOST_BYTES) throw invalid(['The spreadsheet is far too large for a list of people.'])
        return true
      },
    })
  } catch (cause) {
    if (sum > MOST_BYTES) throw cause
    throw invalid(['The spreadsheet is damaged. Save it again as .xlsx, or copy its cells and paste them.'])
  }
}

const partOf = (parts: Parts, path: string): string =>
  new TextDecoder().decode(parts[path] ?? new Uint8Array())

/** Where the workbook says its first sheet is. */
const firstSheet = (parts: Parts): string => {
  const [sheet] = elements(partOf(parts, 'xl/workbook.xml'), 'sheet')
  const id = attribute(sheet?.attributes ?? '', '(?:\\w+:)?id')
  for (const { attributes } of elements(partOf(parts, 'xl/_rels/workbook.xml.rels'), 'Relationship')) {
    if (attribute(attributes, 'Id') !== id) continue
    const target = attribute(attributes, 'Target') ?? ''
    return target.startsWith('/') ? target.slice(1) : `xl/${target}`
  }
  return 'xl/worksheets/sheet1.xml'
}

const rowOf = (inner: string, shared: readonly string[]): string[] => {
  const cells: string[] = []
  for (const { attributes, inner: content } of elements(inner, 'c')) {
    const column = columnOf(attribute(attributes, 'r'), cells.length)
    if (column >= MOST_COLUMNS) break
    while (cells.length < column) cells.push('')
    cells[column] = tidy(cellText(attributes, content, shared))
  }
  return cells
}

const lineSchema = z.coerce.number().int().positive()

/** Rows that hold anything. Throws Failure 'recipients-invalid' for what is no spreadsheet. */
export const spreadsheetRows = (bytes: Uint8Array): ListRow[] => {
  const parts = open(bytes)
  const sheet = partOf(parts, firstSheet(parts))
  if (sheet === '')
    throw invalid(['There is no sheet in it. Save it as .xlsx, or copy its cells and paste them.'])
  const shared = [...elements(partOf(parts, 'xl/sharedStrings.xml'), 'si')].map(({ inner }) => textOf(inner))
  const rows: ListRow[] = []
  let line = 0
  for (const { attributes, inner } of elements(sheet, 'row')) {
    const given = lineSchema.safeParse(attribute(attributes, 'r'))
    line = given.success ? given.data : line + 1
    const cells = rowOf(inner, shared)
    if (cells.some((cell) => cell !== '')) rows.push({ line, cells })
    if (rows.length > MOST_ROWS) throw invalid([`The sheet has more than ${MOST_ROWS} rows.`])
  }
  return rows
}
