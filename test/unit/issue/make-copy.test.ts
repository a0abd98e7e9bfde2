import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MARK_ALPHABET } from '../../../shared/mark/text-marks.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPaper, smallPaper } from './small-paper.ts'

const MARKS = new RegExp(`[${MARK_ALPHABET.join('')}]`, 'g')
const NONE = { visible: false, tint: false, words: false, dots: false, text: false, wording: false }
const folder = mkdtempSync(join(tmpdir(), 'siglum-make-copy-'))
const at = (name: string) => join(folder, name)
afterAll(() => rmSync(folder, { recursive: true }))

const isInstalled = (tool: string, ...version: string[]): boolean => {
  if (spawnSync(tool, version).error === undefined) return true
  console.warn(`SKIPPED: ${tool} is not installed, so make-copy is not judged by it`)
  return false
}

/** Pixels by grey value, as poppler, MuPDF and Ghostscript draw a page at 150 dpi. */
const RENDERERS: Readonly<Record<string, (file: string, page: number, out: string) => string[]>> = {
  pdftoppm: (file, page, out) => [
    '-gray',
    '-r',
    '150',
    '-f',
    `${page}`,
    '-l',
    `${page}`,
    '-singlefile',
    file,
    out.replace(/\.pgm$/, ''),
  ],
  mutool: (file, page, out) => [
    'draw',
    '-q',
    '-c',
    'gray',
    '-r',
    '150',
    '-F',
    'pgm',
    '-o',
    out,
    file,
    `${page}`,
  ],
  gs: (file, page, out) => [
    '-q',
    '-dNOPAUSE',
    '-dBATCH',
    '-dSAFER',
    '-sDEVICE=pgmraw',
    '-r150',
    `-dFirstPage=${page}`,
    `-dLastPage=${page}`,
    `-sOutputFile=${out}`,
    file,
  ],
}

/** Binary PGM with one byte a pixel; a comment line may follow the magic number (netpbm's pgm.5). */
const readPgm = (file: Buffer): Buffer => {
  const header = /^P5\s(?:#.*\n)?\s*\d+\s+\d+\s+255\s/.exec(file.subarray(0, 200).toString('latin1'))
  if (!header) throw new Error('not a PGM')
  return file.subarray(header[0].length)
}

const histogram = (tool: string, file: string, page: number): number[] => {
  const out = at(`${tool}.pgm`)
  execFileSync(tool, RENDERERS[tool](file, page, out), { stdio: 'pipe' })
  const grey = readPgm(readFileSync(out))
  const counts = Array.from({ length: 256 }, () => 0)
  for (const value of grey) counts[value]++
  return counts.map((count) => count / grey.length)
}

beforeAll(async () => {
  const paper = await openPaper(await smallPaper(), 'both')
  writeFileSync(at('original.pdf'), await smallPaper())
  writeFileSync(at('copy.pdf'), await paper.make(3))
  writeFileSync(at('tint.pdf'), await paper.make(3, { ...NONE, tint: true }))
})

describe.each(Object.keys(RENDERERS))('the tint, drawn by %s', (tool) => {
  const judge = isInstalled(tool, '-v') ? test : test.skip

  judge('on white is one step of 255 for each of two scales', () => {
    const shares = histogram(tool, at('tint.pdf'), 2)
    expect(shares[255] + shares[254] + shares[253]).toBeCloseTo(1, 3)
    expect(shares[253]).toBeCloseTo(0.25, 1)
    expect(shares[254]).toBeCloseTo(0.5, 1)
  })

  judge('on a dark slide is one step for each, give or take the rounding of three colours', () => {
    const shares = histogram(tool, at('tint.pdf'), 3)
    const levels = shares.flatMap((share, level) => (share > 0.1 ? [level] : []))
    const span = Math.max(...levels) - Math.min(...levels)
    expect(span).toBeGreaterThanOrEqual(1)
    expect(span).toBeLessThanOrEqual(2)
  })
})

describe('a finished copy', () => {
  const qpdf = isInstalled('qpdf', '--version') ? test : test.skip
  qpdf('has nothing that qpdf complains of', () => {
    expect(spawnSync('qpdf', ['--check', at('copy.pdf')]).status).toBe(0)
  })

  const poppler = isInstalled('pdftotext', '-v') ? test : test.skip
  poppler('holds the words of the original and no others, in their order', () => {
    const words = (file: string) =>
      execFileSync('pdftotext', ['-raw', at(file), '-'])
        .toString()
        .replace(MARKS, '')
        .split(/\s+/)
    expect(words('copy.pdf')).toEqual(words('original.pdf'))
  })
})
