import type { PlacedGlyph } from './placed-text.ts'

/** Gaps within a word, in em: wider ones are spaces that the file leaves out. */
const WIDEST_GAP = { letter: 0.25, ideograph: 0.5 } as const
/** In a word whose letters are all set apart, as titles may be. */
const WIDEST_SPACING = 0.6
const DEEPEST_OVERLAP = 0.4
const BASELINE_TOLERANCE = 0.08

/** A glyph that advances less than this, in em, is an accent: it stays with the one before. */
const ACCENT_ADVANCE = 0.05
/** Deeper overlaps than kerning gives. */
const STACKED = 0.2
/**
 * Over wider gaps, in em, a word is never parted: they are near what some programs take for a space (poppler 0.1, MuPDF
 * 0.15), or told from spaces by how even they are. Two shifts change one by 0.045.
 */
const NARROW = 0.05

/** How far a glyph lies from the end of the one before, in em: along the line, and off it. */
interface Step {
  readonly gap: number
  readonly off: number
}

export const length = ([x, y]: readonly [number, number]): number => Math.hypot(x, y)

export const direction = ({ advance, em }: PlacedGlyph): readonly [number, number] => {
  const size = length(advance)
  if (size > 1e-9) return [advance[0] / size, advance[1] / size]
  const up = length(em) || 1
  return [-em[1] / up, em[0] / up]
}

/** The advance in em. */
const widthOf = (glyph: PlacedGlyph): number => length(glyph.advance) / (length(glyph.em) || 1)

export const isAccent = (glyph: PlacedGlyph): boolean => widthOf(glyph) < ACCENT_ADVANCE

const stepTo = (before: PlacedGlyph, glyph: PlacedGlyph): Step => {
  const [ux, uy] = direction(before)
  const dx = glyph.x - before.x - before.advance[0]
  const dy = glyph.y - before.y - before.advance[1]
  const em = length(glyph.em) || 1
  return { gap: (dx * ux + dy * uy) / em, off: Math.abs(dy * ux - dx * uy) / em }
}

/** An accent is set on the letter before by moving back, and up for capitals. */
const isAccentOf = (before: PlacedGlyph, { gap, off }: Step): boolean =>
  off < 1 && gap < WIDEST_GAP.letter && gap > -widthOf(before) - DEEPEST_OVERLAP

const alike = (before: PlacedGlyph, glyph: PlacedGlyph): boolean => {
  const [em, beforeEm] = [length(glyph.em), length(before.em)]
  const [ux, uy] = direction(before)
  const [vx, vy] = direction(glyph)
  return Math.abs(em - beforeEm) <= 0.1 * beforeEm && ux * vx + uy * vy >= 0.999
}

/** `before` is the last glyph of the word so far that is not an accent. */
export const continues = (before: PlacedGlyph, glyph: PlacedGlyph): boolean => {
  if (!alike(before, glyph)) return false
  const step = stepTo(before, glyph)
  if (isAccent(glyph)) return isAccentOf(before, step)
  const ideograph = glyph.kind === 'ideograph'
  if (ideograph !== (before.kind === 'ideograph')) return false
  // A glyph may lie over the whole of the one before: TeX draws accents first, and bold may be a letter drawn twice.
  const overlap = Math.max(DEEPEST_OVERLAP, widthOf(before) + 0.1)
  const widest = ideograph ? WIDEST_GAP.ideograph : WIDEST_GAP.letter
  return step.off < BASELINE_TOLERANCE && step.gap < widest && step.gap > -overlap
}

/**
 * The same for a word of single letters set so far apart that they pass for words. Programs that read text put them
 * together by how even the gaps are, so they must move as one.
 */
export const continuesSpaced = (before: PlacedGlyph, glyph: PlacedGlyph): boolean => {
  if (!alike(before, glyph) || before.kind === 'ideograph' || glyph.kind === 'ideograph') return false
  const { gap, off } = stepTo(before, glyph)
  return off < BASELINE_TOLERANCE && gap >= 0 && gap < WIDEST_SPACING
}

/** Whether the two may move apart: neither lies over the other, and no program that reads the text would see a space. */
export const mayPart = (before: PlacedGlyph, glyph: PlacedGlyph): boolean => {
  if (isAccent(before) || isAccent(glyph)) return !isAccent(glyph)
  const { gap } = stepTo(before, glyph)
  return gap > -STACKED && gap < NARROW
}
