import { copyLabel } from '../../shared/contract/copy-label.ts'
import type { SharedForm } from '../document/document.ts'
import type { CopyFace } from './copy-face.ts'
import { outlineText, textWidthEm } from './outline-text.ts'

/** The block's width, and the em of its lines, on an A4 page. */
const BLOCK_MM = 46
const LARGE_MM = 5
/** Large enough to be read in a picture of 4 pixels to the millimetre, as a messenger leaves it. */
const CODE_MM = 3.8
const SMALL_MM = 2.8
/** Smaller Chinese cannot be read at 100 % on a screen: longer text takes another line. */
const SMALLEST_MM = 2.4
const MOST_LINES = 3
const LEADING = 1.3
const PER_MM = 100

/** The text of one mark, drawn once in a file and placed many times; its middle is the form's origin. */
export interface VisibleBlock {
  readonly widthMm: number
  readonly heightMm: number
  /** Paths and their fill, in hundredths of a millimetre, y down; colour and opacity are the placer's. */
  readonly form: SharedForm
}

export const visibleBlock = (face: CopyFace): VisibleBlock => {
  const lines = [
    ...fit(`${face.recipient.name} ${copyLabel(face)}`, LARGE_MM),
    ...fit(face.code, CODE_MM),
    ...fit(`${face.recipient.unit} ${face.time}`, SMALL_MM),
    ...fit(face.occasion, SMALL_MM),
  ]
  const widthMm = Math.max(...lines.map((line) => line.widthMm))
  const heightMm = lines.reduce((sum, line) => sum + line.size * LEADING, 0)
  let top = -heightMm / 2
  const paths = lines.map((line) => {
    // A face's ascent above the baseline is some 0.88 em; the leading goes half above and half below.
    const baseline = top + line.size * (0.88 + (LEADING - 1) / 2)
    top += line.size * LEADING
    return outlineText(line.text, -PER_MM * (line.widthMm / 2), PER_MM * baseline, PER_MM * line.size)
  })
  const half = [Math.ceil((PER_MM * widthMm) / 2) + 50, Math.ceil((PER_MM * heightMm) / 2) + 50] as const
  return {
    widthMm,
    heightMm,
    form: { operators: `${paths.join('\n')}\nf`, box: [-half[0], -half[1], half[0], half[1]] },
  }
}

/** Multiply by this to bring a form's own units to millimetres. */
export const BLOCK_UNIT_MM = 1 / PER_MM

interface Line {
  readonly text: string
  readonly size: number
  readonly widthMm: number
}

const lineOf = (text: string, wanted: number): Line => {
  const em = textWidthEm(text)
  const size = Math.min(wanted, BLOCK_MM / Math.max(em, 1e-6))
  return { text, size, widthMm: em * size }
}

/** One line as large as wanted or as fits; text too long for that is broken, and at last cut short. */
const fit = (text: string, wanted: number): Line[] => {
  const whole = lineOf(text.trim(), wanted)
  if (whole.text === '') return []
  if (whole.size >= SMALLEST_MM) return [whole]
  const widest = BLOCK_MM / SMALLEST_MM
  const lines = breakLines(text, widest)
  if (lines.length <= MOST_LINES) {
    return narrowest(text, widest, lines.length).map((line) => lineOf(line, wanted))
  }
  const shown = [...lines.slice(0, MOST_LINES - 1), `${lines[MOST_LINES - 1]}…`]
  return shown.map((line) => lineOf(line, SMALLEST_MM))
}

/** The same number of lines, as even as they get, so that no word is left alone on the last. */
const narrowest = (text: string, widest: number, count: number): string[] => {
  let best = breakLines(text, widest)
  for (let width = widest * 0.95; width > widest / (count + 1); width *= 0.95) {
    const lines = breakLines(text, width)
    if (lines.length !== count) break
    best = lines
  }
  return best
}

/** Breaks at spaces where there are any, else anywhere, as Chinese allows. */
const breakLines = (text: string, widthEm: number): string[] => {
  const lines: string[] = []
  let line = ''
  for (const piece of text.match(/\p{Script=Han}|[^\s\p{Script=Han}]+\s*|\s+/gu) ?? []) {
    for (const part of textWidthEm(piece) > widthEm ? [...piece] : [piece]) {
      if (textWidthEm((line + part).trimEnd()) <= widthEm) line += part
      else {
        lines.push(line.trim())
        line = part
      }
    }
  }
  return [...lines, line.trim()].filter((part) => part !== '')
}
