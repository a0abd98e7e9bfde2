import { parse } from 'csv-parse/sync'
import { unzipSync } from 'fflate'
import * as fc from 'fast-check'
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { COPY_COLUMNS } from '../../../main/export/copy-columns.ts'
import { csvFile, defused } from '../../../main/export/csv-file.ts'
import type { ExportColumn } from '../../../main/export/export-column.ts'
import { jsonLinesFile, rowLines, sha256Of } from '../../../main/export/json-lines-file.ts'
import type { Statement } from '../../../main/export/statement.ts'
import { xlsxFile } from '../../../main/export/xlsx-file.ts'

const column = (key: string, kind: ExportColumn['kind'] = 'text'): ExportColumn => ({
  key,
  heading: { en: key, zh: '列' },
  kind,
  width: 10,
})

const COLUMNS = [column('name'), column('n', 'number'), column('yes', 'boolean'), column('on', 'day')]
const ROWS = [
  { name: '欧阳,"文静"\n二行', n: 3, yes: true, on: '2026-05-12' },
  { name: '=HYPERLINK("http://x")', n: null, yes: null, on: null },
]
const LINES = rowLines(COLUMNS, ROWS)
const STATEMENT: Statement = {
  vault: 'v-x',
  kind: 'copies',
  filter: { recipient: '欧阳' },
  rows: 2,
  rowsSha256: sha256Of(LINES),
  at: '2026-05-12T08:00:00.000Z',
  by: 'Mei',
  checkpoint: 'siglum/v-x\n1\nAAAA\n\n— siglum/v-x AAAA\n',
  registerKey: 'siglum/v-x+00000000+AAAA',
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8')

describe('CSV', () => {
  it('is what another reader reads: RFC 4180, byte order mark only when asked for', () => {
    const plain = csvFile(COLUMNS, ROWS, { byteOrderMark: false })
    expect(text(plain).startsWith('列 name,')).toBe(true)
    expect(text(plain).endsWith('\r\n')).toBe(true)
    expect(text(csvFile(COLUMNS, ROWS, { byteOrderMark: true })).charCodeAt(0)).toBe(0xfeff)
    expect(parse(text(plain))).toEqual([
      ['列 name', '列 n', '列 yes', '列 on'],
      ['欧阳,"文静"\n二行', '3', 'yes', '2026-05-12'],
      [`'=HYPERLINK("http://x")`, '', '', ''],
    ])
  })

  it('lets no text be a formula', () => {
    for (const formula of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', '\u0000=1', '\n+1'])
      expect(defused(formula)).toBe(`'${formula}`)
    for (const harmless of ['', 'a=1', '张三', '1-2', "'=1"]) expect(defused(harmless)).toBe(harmless)
  })

  it('gives every text back to another reader, but for the apostrophe', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (names) => {
        const csv = csvFile(
          [column('name'), column('n', 'number')],
          names.map((name, n) => ({ name, n })),
          { byteOrderMark: false },
        )
        const [, ...rows] = parse(text(csv)) as string[][]
        expect(rows.map(([name]) => name)).toEqual(names.map(defused))
      }),
    )
  })
})

describe('JSON Lines', () => {
  it('state the hash of the lines that follow the first', () => {
    const file = text(jsonLinesFile(STATEMENT, LINES))
    const [first, ...rest] = file.split('\n')
    const { statement } = JSON.parse(first) as { statement: Statement }
    expect(createHash('sha256').update(rest.join('\n')).digest('hex')).toBe(statement.rowsSha256)
    expect(rest.slice(0, -1).map((line) => JSON.parse(line) as unknown)).toEqual(ROWS)
  })

  it('keep their keys for ever', () => {
    const keys = COPY_COLUMNS.map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
    expect(createHash('sha256').update(keys.join()).digest('hex').slice(0, 16)).toBe('ae9ffb7704367917')
  })
})

describe('XLSX', () => {
  it('has real types, a frozen header with filters, and the statement', async () => {
    const files = unzipSync(await xlsxFile(COLUMNS, ROWS, STATEMENT))
    const sheet = text(files['xl/worksheets/sheet1.xml'])
    expect(sheet).toContain('<autoFilter ref="A1:D3"/>')
    expect(sheet).toMatch(/<pane ySplit="1"[^>]*state="frozen"/)
    expect(sheet).toMatch(/<c r="B2"[^>]*><v>3<\/v>/)
    expect(sheet).toMatch(/<c r="C2"[^>]*t="b"[^>]*><v>1<\/v>/)
    // Day 46154 of Excel's calendar is 12 May 2026.
    expect(sheet).toMatch(/<c r="D2"[^>]*><v>46154<\/v>/)
    expect(sheet).not.toContain('<f>')
    const strings = text(files['xl/sharedStrings.xml'])
    expect(strings).toContain('=HYPERLINK')
    expect(strings).toContain(STATEMENT.rowsSha256)
    expect(strings).toContain('recipient = 欧阳')
  })

  it('takes no row at all', async () => {
    const files = unzipSync(await xlsxFile(COLUMNS, [], STATEMENT))
    expect(text(files['xl/worksheets/sheet1.xml'])).toContain('<autoFilter ref="A1:D1"/>')
  })
})
