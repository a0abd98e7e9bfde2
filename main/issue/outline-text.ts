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

type Place = (x: number, y: number) => readonly [number, number]

const glyphPath = (commands: readonly PathCommand[], place: Place): string[] => {
  let at: readonly [number, number] = [0, 0]
  return commands.map(({ command, args }) => {
    const points: (readonly [number, number])[] = []
    for (let i = 0; i + 1 < args.length; i += 2) points.push(place(args[i], args[i + 1]))
    const from = at
    if (points.length > 0) at = points[points.length - 1]
    switch (command) {
      case 'moveTo':
        return `${coordinates(points)} m`
      case 'lineTo':
        return `${coordinates(points)} l`
      case 'bezierCurveTo':
        return `${coordinates(points)} c`
      case 'quadraticCurveTo':
        return `${coordinates(toCubic(from, points[0], points[1]))} c`
      case 'closePath':
        return 'h'
    }
  })
}

/** PDF has cubic curves only: the two control points lie two thirds of the way to the quadratic's one. */
const toCubic = (
  from: readonly [number, number],
  control: readonly [number, number],
  to: readonly [number, number],
): (readonly [number, number])[] => [
  [(from[0] + 2 * control[0]) / 3, (from[1] + 2 * control[1]) / 3],
  [(to[0] + 2 * control[0]) / 3, (to[1] + 2 * control[1]) / 3],
  to,
]

const coordinates = (points: readonly (readonly [number, number])[]): string =>
  points.map(([x, y]) => `${Math.round(x)} ${Math.round(y)}`).join(' ')
