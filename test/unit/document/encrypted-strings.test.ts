/** Strings of encrypted files, written as literals, as most programs do; qpdf writes them in hexadecimal. */
import { PDFDocument } from 'pdf-lib'
import { describe, expect, test } from 'vitest'
import { openDocument } from '../../../main/document/open-document.ts'
import { openRaster } from '../../../main/document/open-raster.ts'
import { prepareWriter } from '../../../main/document/prepare-writer.ts'
import { hasJudge, judge } from './judges.ts'
import { onePage } from './raw-pdf.ts'

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '(': '\\(',
  ')': '\\)',
  '\r': '\\r',
  '\n': '\\n',
}

/** Every string but those of the trailer and the encryption dictionary; offsets change, which parsers put up with. */
const asLiterals = (pdf: Buffer): Buffer =>
  Buffer.from(
    pdf
      .toString('latin1')
      .replace(/(\/Title |\/DeviceRGB 3 )<([0-9a-f]+)>/g, (_, before: string, hex: string) => {
        const text = Buffer.from(hex, 'hex').toString('latin1')
        return `${before}(${text.replace(/[\\()\r\n]/g, (c) => ESCAPES[c])})`
      }),
    'latin1',
  )

/** A palette of which every byte is a parenthesis or a backslash. */
const PALETTE = '5c28295c5c5c292828285c29'

const page = (title: string): Buffer =>
  onePage({
    content: '/Palette cs 3 sc 0 0 400 300 re f',
    resources: `/ColorSpace<</Palette[/Indexed/DeviceRGB 3<${PALETTE}>]>>`,
    more: { 20: `<</Title<FEFF${Buffer.from(title, 'utf16le').swap16().toString('hex')}>>>` },
    trailer: '/Info 20 0 R',
  })

describe.runIf(hasJudge('qpdf'))('an encrypted file', () => {
  const ways = [
    ['--encrypt', 'user', 'owner', '256', '--'],
    ['--encrypt', 'user', 'owner', '128', '--use-aes=y', '--'],
    ['--allow-weak-crypto', '--encrypt', 'user', 'owner', '128', '--use-aes=n', '--'],
  ]
  const encrypt = (way: readonly string[], title: string): Buffer =>
    asLiterals(judge('qpdf', ['--object-streams=disable', ...way, '$', '%'], page(title)).made())

  test.each(ways)('keeps its title: %s %s %s %s %s', async (...way) => {
    for (const title of ['山西小组 财政局 预算', 'Minutes (draft \\ 2)', ':-( )-:']) {
      const bytes = encrypt(way, title)
      expect(bytes.includes('/Title (')).toBe(true)
      expect((await openDocument(bytes, { password: 'user' })).title).toBe(title)
    }
  })

  test('keeps its colours in a copy', async () => {
    const source = await openDocument(encrypt(ways[0], 'Colours'), { password: 'user' })
    const writer = await prepareWriter(source)
    const identity = { documentId: 'd', issuanceId: 'i', copyId: 'c', copyNumber: '1/2' }
    const copy = await writer.write([{ overlays: [] }], identity)
    expect((await PDFDocument.load(copy)).getPageCount()).toBe(1)
    const raster = await openRaster(copy)
    expect(Array.from(raster.renderRgb(0, 1).rgb.subarray(3000, 3003))).toEqual([0x28, 0x5c, 0x29])
    raster.close()
  })
})
