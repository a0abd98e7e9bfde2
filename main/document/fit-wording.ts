import type { WordingSlot } from './document.ts'
import type { FontGlyph } from './font.ts'
import { direction, length } from './glyph-steps.ts'
import { decimal } from './number-text.ts'
import type { PageGlyph } from './page-glyphs.ts'
import type { PlacedGlyph, ShownText } from './placed-text.ts'
import { thousandthsOf } from './show-text.ts'
import { stringOperand } from './string-operand.ts'

/**
 * Whether other words can be set in a slot so that nobody sees it, and how: for each operator that shows a part of it, the elements
 * of a TJ array that stand in place of that part. Else why not, in words for the author.
 */
export type FittedWording =
  | { readonly kind: 'fits'; readonly parts: ReadonlyMap<ShownText, string> }
  | { readonly kind: 'refused'; readonly refusal: WordingRefusal }

export interface WordingRefusal {
  readonly reason: string
  /** What it is in this case: a character, a length; may be empty. */
  readonly detail: string
}

/** What a blank may take up or give off, as shares of itself: less than TeX allows the blanks of a line. */
const BLANK_GROWS = 0.35
const BLANK_SHRINKS = 0.15
/** Thousandths of an em between two letters, as typesetters track a line to fit. */
const MOST_TRACKING = 12
/** Where the line ends behind the slot, its end may come so much earlier. */
const RAGGED_END = 100
/** In em. Less is no blank, and more is no larger one. */
const LEAST_BLANK = 0.1
const WIDEST_BLANK = 0.4
/** In em: another line. */
const OFF_LINE = 0.1
/** In em: the same drawn twice, to look bold or as a shadow. */
const TWICE = 0.25
/** In em, between parts of a line that are shown one by one. */
const WIDEST_STEP = 1
const USUAL_BLANK = 250
const DECIMALS = 3

const refused = (reason: string, detail = ''): FittedWording => ({
  kind: 'refused',
  refusal: { reason, detail },
})

/** From the end of one glyph to the next, in em along the line; null where they are not on one line. */
const gapBetween = (before: PlacedGlyph, after: PlacedGlyph): number | null => {
  const [ux, uy] = direction(after)
  const em = length(after.em) || 1
  const [dx, dy] = [after.x - before.x - before.advance[0], after.y - before.y - before.advance[1]]
  if (Math.abs(dy * ux - dx * uy) / em > OFF_LINE) return null
  const gap = (dx * ux + dy * uy) / em
  return gap < -OFF_LINE ? null : gap
}

/** The blank beside a slot in thousandths: 0 where something touches it, null where the line begins or ends. */
const blankBeside = (
  glyphs: readonly PageGlyph[],
  edge: number,
  step: 1 | -1,
  scale: number,
): number | null => {
  let at = edge + step
  while (glyphs.at(at)?.glyph.kind === 'space' && at >= 0) at += step
  const other = at < 0 ? undefined : glyphs.at(at)?.glyph
  if (other === undefined) return null
  const own = glyphs[edge].glyph
  const gap = step === 1 ? gapBetween(own, other) : gapBetween(other, own)
  if (gap === null) return null
  return gap < LEAST_BLANK ? 0 : (1000 * Math.min(gap, WIDEST_BLANK)) / scale
}

const isDrawnTwice = (glyphs: readonly PageGlyph[], { first, glyphs: count }: WordingSlot): boolean => {
  const { glyph } = glyphs[first]
  const reach = TWICE * length(glyph.em)
  return glyphs.some(
    ({ glyph: other }, k) =>
      (k < first || k >= first + count) &&
      other.text === glyph.text &&
      Math.hypot(other.x - glyph.x, other.y - glyph.y) < reach,
  )
}

/** What one operator shows of a slot. */
interface Part {
  readonly shown: ShownText
  readonly glyphs: readonly PageGlyph[]
  /** In thousandths, with the numbers between its glyphs. */
  readonly length: number
}

const lengthOf = ({ items }: ShownText, from: number, to: number): number =>
  items
    .slice(from, to + 1)
    .reduce<number>((sum, item) => sum + (typeof item === 'number' ? -item : item.thousandths), 0)

const partsOf = (own: readonly PageGlyph[]): Part[] => {
  const groups = new Map<ShownText, PageGlyph[]>()
  for (const glyph of own) groups.set(glyph.shown, [...(groups.get(glyph.shown) ?? []), glyph])
  return [...groups].map(([shown, glyphs]) => ({
    shown,
    glyphs,
    length: lengthOf(shown, glyphs[0].item, glyphs[glyphs.length - 1].item),
  }))
}

const alike = (a: ShownText, b: ShownText): boolean =>
  a.face === b.face &&
  a.fontSize === b.fontSize &&
  a.adjustmentPerUnit === b.adjustmentPerUnit &&
  a.characterSpacing === b.characterSpacing &&
  a.rise === b.rise

/** How far it is in thousandths from where a slot begins to where it ends; null where its parts are not of one line and type. */
const extentOf = (parts: readonly Part[], scale: number): number | null => {
  let extent = parts[0].length
  for (let k = 1; k < parts.length; k++) {
    const [before, part] = [parts[k - 1], parts[k]]
    const gap = gapBetween(before.glyphs[before.glyphs.length - 1].glyph, part.glyphs[0].glyph)
    if (!alike(before.shown, part.shown) || gap === null || gap > WIDEST_STEP) return null
    extent +=
      (1000 * gap) / scale - (1000 * before.shown.characterSpacing) / before.shown.fontSize + part.length
  }
  return extent
}

/** What the numbers between a slot's letters move each by, where its line is set wider or tighter than the font has it. */
const trackingOf = ({ shown: { items }, glyphs }: Part): number => {
  const own = items.slice(glyphs[0].item, glyphs[glyphs.length - 1].item + 1)
  const numbers = own.filter((item) => typeof item === 'number').map((number) => -number)
  const small = numbers.filter((number) => Math.abs(number) < 1000 * LEAST_BLANK)
  const gaps = glyphs.length - 1
  return gaps === 0 ? 0 : small.reduce((sum, number) => sum + number, 0) / gaps
}

/** A glyph to be set, or a blank of which the font has none. */
type Unit = FontGlyph | { readonly kind: 'gap'; readonly blank: number }

const unitsOf = (shown: ShownText, equal: string, blank: number): Unit[] | string => {
  const units: Unit[] = []
  for (const character of equal) {
    const glyph = shown.face.glyphFor(character)
    if (glyph) units.push(glyph)
    else if (character === ' ') units.push({ kind: 'gap', blank })
    else return character
  }
  return units
}

const isBlank = (unit: Unit): boolean => unit.kind === 'gap' || unit.kind === 'space'

const unitLength = (unit: Unit, shown: ShownText): number =>
  unit.kind === 'gap' ? unit.blank : thousandthsOf(unit, shown)

/** How the difference in length is shared out: to blanks first, then between letters. */
interface Shares {
  /** A factor on every blank. */
  readonly blanks: number
  readonly tracking: number
}

const shareOut = (slack: number, blanks: number, letterGaps: number): Shares | null => {
  const most = blanks * (slack > 0 ? BLANK_GROWS : BLANK_SHRINKS)
  const toBlanks = Math.min(Math.abs(slack), most)
  const rest = Math.abs(slack) - toBlanks
  if (rest > MOST_TRACKING * letterGaps + 0.5) return null
  const sign = Math.sign(slack)
  return {
    blanks: blanks === 0 ? 0 : (sign * toBlanks) / blanks,
    tracking: letterGaps === 0 ? 0 : (sign * rest) / letterGaps,
  }
}

/** The units with the numbers between them; whatever rounding leaves goes after the last. */
const elementsOf = (
  units: readonly Unit[],
  shown: ShownText,
  shares: Shares,
  before: number,
  total: number,
): string => {
  let out = ''
  let set = 0
  let pending: Uint8Array[] = []
  const flush = () => {
    if (pending.length > 0) out += stringOperand(Buffer.concat(pending))
    pending = []
  }
  const move = (by: number) => {
    const number = decimal(-by, DECIMALS)
    if (number === '0') return
    flush()
    out += `${number} `
    set -= Number(number)
  }
  move(before * shares.blanks)
  units.forEach((unit, k) => {
    if (unit.kind === 'gap') move(unit.blank * (1 + shares.blanks))
    else {
      pending.push(unit.bytes)
      const own = thousandthsOf(unit, shown)
      set += own
      const stretch = unit.kind === 'space' ? own * shares.blanks : 0
      if (k < units.length - 1) move(stretch + shares.tracking)
    }
  })
  move(total - set)
  flush()
  return out
}

/**
 * Sets other words in a slot in the page's own font, so that all beside it stays where it is. The difference in length goes to
 * the blanks in and beside it and, where that does not do, between its letters.
 */
export const fitWording = (glyphs: readonly PageGlyph[], slot: WordingSlot): FittedWording => {
  const own = glyphs.slice(slot.first, slot.first + slot.glyphs)
  const [first, last] = [own.at(0), own.at(-1)]
  if (first === undefined || last === undefined || slot.equal === '') return refused('nothing stands there')
  if (own.some(({ glyph }) => !glyph.mayStop))
    return refused('the file says by itself what this text reads as')
  if (own.some(({ glyph }) => glyph.kind === 'joined')) return refused('its letters are joined')
  if (isDrawnTwice(glyphs, slot)) return refused('it is drawn twice, to look bold or as a shadow')
  const parts = partsOf(own)
  const [{ shown, length: ownLength }] = parts
  const scale = -1000 / (shown.adjustmentPerUnit * shown.fontSize)
  const total = extentOf(parts, scale)
  if (total === null) return refused('a line breaks in it, or its type changes')
  const before = blankBeside(glyphs, slot.first, -1, scale) ?? 0
  const after = blankBeside(glyphs, slot.first + slot.glyphs - 1, 1, scale)
  const units = unitsOf(shown, slot.equal, before || after || USUAL_BLANK)
  if (typeof units === 'string') return refused('the paper’s own font lacks a character of it', units)
  const tracking = trackingOf(parts[0])
  const natural = units.reduce((sum, unit) => sum + unitLength(unit, shown), 0)
  const slack = total - natural - tracking * (units.length - 1)
  const within = units.filter(isBlank).reduce((sum, unit) => sum + unitLength(unit, shown), 0)
  const ragged = after === null && slack > 0 ? Math.min(slack, RAGGED_END) : 0
  const shares = shareOut(slack - ragged, before + (after ?? 0) + within, units.length - 1)
  if (shares === null) {
    const by = Math.abs(slack / 1000).toFixed(2)
    const way = slack < 0 ? 'longer' : 'shorter'
    return refused(`it is ${way} by more than the blanks beside it can take up`, `${by} em`)
  }
  const tracked = { ...shares, tracking: shares.tracking + tracking }
  // All of it is set by the first part's operator, whose pen then goes back to where the part ended; the others only step on.
  const back = parts.length === 1 ? '' : `${decimal(total - ownLength, DECIMALS)} `
  const set = elementsOf(units, shown, tracked, before, total) + back
  const rest = parts.slice(1).map((part) => [part.shown, `${decimal(-part.length, DECIMALS)} `] as const)
  return { kind: 'fits', parts: new Map([[shown, set], ...rest]) }
}
