import type { PathCommand } from '@cantoo/fontkit'
import { markFont } from './mark-font.ts'

/** Length of a line of text in ems. */
export const textWidthEm = (text: string): number => {
  const font = markFont()
  return glyphsOf(text).reduce((sum, glyph) => sum + glyph.advanceWidth, 0) / font.unitsPerEm
}

/**
 * A line of text as PDF path operators (not yet painted), y running down, its baseline starting at (x, y).
 * All in whole units of the caller's choosing; `size` is the em in those units.
 */
export const outlineText = (text: string, x: number, y: number, size: number): string => {
  const scale = size / markFont().unitsPerEm
  const operators: string[] = []
  let pen = x
  for (const glyph of glyphsOf(text)) {
    const origin = pen
    operators.push(...glyphPath(glyph.path.commands, (px, py) => [origin + px * scale, y - py * scale]))
    pen += glyph.advanceWidth * scale
  }
  return operators.join('\n')
}

const glyphsOf = (text: string) => {
  const font = markFont()
  return [...text.normalize('NFC')].map((character) => {
    const glyph = font.glyphForCodePoint(character.codePointAt(0) ?? 0)
    if (!glyph) throw new RangeError(`no glyph for ${character}; assertDrawable comes first`)
    return glyph
  })
}

type Point = readonly [number, number]

/**
 * Curves become chords that stray from them by less than this many units. Every viewer reads the outlines again
 * for every mark on every page, and chords on a coarse grid take it half as long as the face's own curves.
 */
const CHORD_ERROR = 3

const glyphPath = (commands: readonly PathCommand[], place: (x: number, y: number) => Point): string[] => {
  const operators: string[] = []
  let at: Point = [0, 0]
  let drawn = ''
  const draw = (to: Point, operator: 'm' | 'l') => {
    const rounded = `${Math.round(to[0])} ${Math.round(to[1])}`
    if (operator === 'm' || rounded !== drawn) operators.push(`${rounded} ${operator}`)
    drawn = rounded
    at = to
  }
  for (const { command, args } of commands) {
    const points: Point[] = []
    for (let i = 0; i + 1 < args.length; i += 2) points.push(place(args[i], args[i + 1]))
    if (command === 'moveTo') draw(points[0], 'm')
    else if (command === 'closePath') operators.push('h')
    else for (const to of chords([at, ...points])) draw(to, 'l')
  }
  return operators
}

/**
 * The ends of as many chords as a Bezier curve of any degree needs. With n of them the error is at most
 * 1/8 of its largest second derivative over n^2, and that at most d (d - 1) times the largest second difference
 * of its control points (Farin, Curves and Surfaces for CAGD, 5th ed., section 5.4).
 */
const chords = (control: readonly Point[]): Point[] => {
  const degree = control.length - 1
  let bend = 0
  for (let i = 0; i + 2 < control.length; i++) {
    const [p, q, r] = [control[i], control[i + 1], control[i + 2]]
    bend = Math.max(bend, Math.hypot(p[0] - 2 * q[0] + r[0], p[1] - 2 * q[1] + r[1]))
  }
  const count = Math.max(1, Math.ceil(Math.sqrt((degree * (degree - 1) * bend) / (8 * CHORD_ERROR))))
  return Array.from({ length: count }, (_, i) => pointAt(control, (i + 1) / count))
}

/** De Casteljau. */
const pointAt = (control: readonly Point[], t: number): Point => {
  let points = control
  while (points.length > 1) {
    points = points.slice(1).map((q, i): Point => {
      const p = points[i]
      return [p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])]
    })
  }
  return points[0]
}
