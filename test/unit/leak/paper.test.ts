import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { array, assert, boolean, constantFrom, property } from 'fast-check'
import { PDFDocument, PDFName } from 'pdf-lib'
import { afterAll, describe, expect, it } from 'vitest'
import { breakLines } from '../../paper/break-lines.ts'
import { FOREIGN_KINDS, foreignPicture } from '../../paper/make-foreign.ts'
import { makeDocument, makePage, PAGE_KINDS } from '../../paper/page-kinds.ts'

const folder = mkdtempSync(join(tmpdir(), 'paper-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** What a program printed, or null (said aloud) where it is missing. */
const judge = (program: string, args: readonly string[]): string | null => {
  try {
    return execFileSync(program, args, { encoding: 'utf8' })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      console.warn(`SKIPPED: ${program} is not installed`)
      return null
    }
    throw error
  }
}

describe('the meeting paper', () => {
  const file = new URL('../../paper/meeting-paper.pdf', import.meta.url)

  it('has eight pages, one on its side, bookmarks and a link, in under 1.5 MB', async () => {
    const bytes = readFileSync(file)
    expect(bytes.length).toBeLessThan(1.5e6)
    const doc = await PDFDocument.load(bytes)
    const sizes = doc.getPages().map((p) => p.getSize())
    expect(sizes).toHaveLength(8)
    expect(sizes.filter((s) => s.width > s.height)).toHaveLength(1)
    expect(doc.catalog.has(PDFName.of('Outlines'))).toBe(true)
    expect(doc.getPages().filter((p) => (p.node.Annots()?.size() ?? 0) > 0)).toHaveLength(1)
  })

  it('embeds every font, and reads back as text', () => {
    const fonts = judge('pdffonts', [file.pathname])
    for (const line of fonts?.trim().split('\n').slice(2) ?? []) expect(line).toMatch(/ yes +(yes|no) +yes /)
    const text = judge('pdftotext', [file.pathname, '-'])
    if (text === null) return
    expect(text).toContain('澜水投〔2026〕18号')
    expect(text).toContain('Annex 2. Financing Memorandum')
  })

  it('comes with twelve recipients, each with an id of their own', () => {
    const rows = readFileSync(new URL('recipients.csv', new URL('../../paper/', import.meta.url)), 'utf8')
      .trim()
      .split('\n')
    expect(rows[0]).toBe('name,unit,id,email')
    expect(new Set(rows.slice(1).map((row) => row.split(',')[2])).size).toBe(12)
  })
})

describe('page kinds', () => {
  it.each(PAGE_KINDS.filter((kind) => kind !== 'photograph'))(
    'seed decides, revision changes words: %s',
    async (kind) => {
      const [once, again, other] = [await makePage(kind, 3), await makePage(kind, 3), await makePage(kind, 4)]
      expect(Buffer.compare(once, again)).toBe(0)
      expect(Buffer.compare(once, other)).not.toBe(0)
      const path = join(folder, `${kind}.pdf`)
      writeFileSync(path, once)
      const verdict = judge('qpdf', ['--check', path])
      if (verdict !== null) expect(verdict).toContain('No syntax or stream encoding errors found')
    },
  )

  it('a revision differs in one paragraph only', async () => {
    const textOf = async (revision: number) => {
      const path = join(folder, `revision-${revision}.pdf`)
      writeFileSync(path, await makeDocument(['dense-english'], 11, revision))
      return judge('pdftotext', ['-layout', path, '-'])
    }
    const [first, second] = [await textOf(0), await textOf(1)]
    if (first === null || second === null) return
    const lines = (text: string) => text.split('\n').map((line) => line.replace(/\s+/g, ' ').trim())
    const before = new Set(lines(first))
    const changed = lines(second).filter((line) => !before.has(line)).length
    expect(changed).toBeGreaterThan(2)
    expect(changed).toBeLessThan(11)
  })

  it('makes every foreign picture, alike for one seed', () => {
    for (const kind of FOREIGN_KINDS) {
      const picture = foreignPicture(kind, 1, 60, 80)
      expect(picture.rgb).toHaveLength(60 * 80 * 3)
      expect(Buffer.compare(picture.rgb, foreignPicture(kind, 1, 60, 80).rgb)).toBe(0)
    }
  })
})

describe('breakLines', () => {
  const words = array(
    constantFrom('water', '水', '，', 'a', '。', '厂二期', '(1,186)', '“引', '文”', "other's"),
    { minLength: 1, maxLength: 60 },
  )

  it('loses nothing, overflows nothing, and begins no line with a closing mark', () => {
    assert(
      property(words, boolean(), (pieces, spaced) => {
        const text = pieces.join(spaced ? ' ' : '')
        const lines = breakLines(text, (s) => s.length * 5, 100, 10)
        const joined = lines.flatMap((line) => line.tokens.map((t) => t.text)).join('')
        expect(joined).toBe(text.replace(/\s/g, ''))
        for (const line of lines) {
          const width = line.tokens.reduce(
            (sum, t, i) => sum + t.width + (t.spaced && i > 0 ? 5 : 0),
            line.indent,
          )
          if (line.tokens.length > 1) expect(width).toBeLessThanOrEqual(100)
        }
        if (!spaced && !/^[，。”]/.test(text))
          for (const line of lines) expect(line.tokens[0].text).not.toMatch(/^[，。]/)
      }),
      { numRuns: 200 },
    )
  })
})
