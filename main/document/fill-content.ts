import { decimal } from './number-text.ts'
import type { ContentPlan, FormPlan, Piece, ShowPlan } from './plan-content.ts'
import { showStopText } from './stop-text.ts'
import type { StopText } from './stop-text.ts'

/** A displacement of a word on the page in millimetres, x right and y down. */
export type ShiftOf = (word: number) => readonly [number, number]

/** What one copy's content has that another has not. */
export interface Filling {
  /** Null leaves the text where it was. */
  readonly shiftOf: ShiftOf | null
  readonly textAt: (stop: number, plan: ContentPlan) => StopText | null
  /** Whether a slot of wording takes its equal. */
  readonly takesEqual: (slot: number) => boolean
  /** What a form with words in it is called in this copy. */
  readonly nameOf: (form: FormPlan) => string
}

/** Steps of TJ's numbers, which are thousandths of an em: 0.01 is 0.04 micrometres in 12-point type. */
const STEPS_PER_THOUSANDTH = 100
/** Rises are written this finely on the page. */
const RISE_STEP_MM = 0.0001

const adjustment = (steps: number): string => (steps === 0 ? '' : `${steps / STEPS_PER_THOUSANDTH} `)

/** As many decimals as make the rounding invisible at the scale of this text. */
const riseDecimals = (toText: readonly [number, number, number, number]): number => {
  const unitsPerStep = Math.hypot(toText[2], toText[3]) * RISE_STEP_MM
  return Math.min(10, Math.max(0, Math.ceil(-Math.log10(unitsPerStep))))
}

/** The next piece that shows anything, and the numbers before it. */
const nextShown = (
  pieces: readonly Piece[],
  k: number,
): { readonly piece: Piece; readonly kern: number } | null => {
  let kern = 0
  for (const piece of pieces.slice(k + 1, k + 3)) {
    if (piece.kern === 0) return { piece, kern }
    kern += piece.kern
  }
  return null
}

/**
 * A show operator with its words moved: a TJ number before each piece and its opposite after, so that
 * all else stays; the text rise for what goes across, restored at the end.
 */
const fillShow = (
  { text, pieces }: ShowPlan,
  shiftOf: ShiftOf,
  textAt: (stop: number) => StopText | null,
  takesEqual: Filling['takesEqual'],
): string => {
  const { toText, adjustmentPerUnit } = text
  const places = riseDecimals(toText)
  const base = decimal(text.rise, 10)
  let out = text.prefix
  let rise = base
  let array = ''
  let owed = 0
  const showArray = () => {
    if (array) out += `[${array.trimEnd()}]TJ `
    array = ''
  }
  const endArray = () => {
    array += adjustment(owed)
    owed = 0
    showArray()
  }
  const setRise = (wanted: string) => {
    if (wanted === rise) return
    endArray()
    out += `${wanted} Ts `
    rise = wanted
  }
  const stepsOf = (word: number): number => {
    if (word < 0) return 0
    const [x, y] = shiftOf(word)
    return Math.round((toText[0] * x + toText[2] * y) * adjustmentPerUnit * STEPS_PER_THOUSANDTH)
  }
  /** From the end of a piece to what this operator shows next; null where it shows nothing more. */
  const gapAfter = (k: number): number | null => {
    const next = nextShown(pieces, k)
    if (next === null) return null
    const moved = (stepsOf(next.piece.word) - stepsOf(pieces[k].word)) / STEPS_PER_THOUSANDTH
    return (1000 * text.characterSpacing) / text.fontSize - next.kern - moved
  }
  const insert = (k: number) => {
    const inserted = pieces[k].stop < 0 || text.font === null ? null : textAt(pieces[k].stop)
    if (inserted === null) return
    showArray()
    out += showStopText(inserted, text, gapAfter(k))
  }
  for (const [k, { word, slot, elements, equal, hasInk }] of pieces.entries()) {
    if (word < 0) {
      if (hasInk) setRise(base)
      array += adjustment(owed) + (slot >= 0 && takesEqual(slot) ? equal : elements)
      owed = 0
      insert(k)
      continue
    }
    const [x, y] = shiftOf(word)
    setRise(decimal(text.rise + toText[1] * x + toText[3] * y, places))
    const steps = stepsOf(word)
    array += adjustment(owed + steps) + elements
    owed = -steps
    insert(k)
  }
  endArray()
  if (rise !== base) out += `${base} Ts `
  return out
}

const STAY: ShiftOf = () => [0, 0]

/** The content of one copy. */
export const fillContent = (plan: ContentPlan, filling: Filling): Buffer => {
  const { shiftOf, textAt, takesEqual, nameOf } = filling
  const changes = ({ stop, slot }: Piece, plan: ContentPlan): boolean =>
    (stop >= 0 && textAt(stop, plan) !== null) || (slot >= 0 && takesEqual(slot))
  const chunks: Uint8Array[] = []
  for (const part of plan.parts) {
    if (part.kind === 'bytes') chunks.push(part.bytes)
    else if (part.kind === 'form') chunks.push(Buffer.from(`/${nameOf(part.form)} Do `, 'latin1'))
    else if (shiftOf || part.show.pieces.some((piece) => changes(piece, plan))) {
      const filled = fillShow(part.show, shiftOf ?? STAY, (stop) => textAt(stop, plan), takesEqual)
      chunks.push(Buffer.from(` ${filled}`, 'latin1'))
    } else chunks.push(part.show.original)
  }
  chunks.push(Buffer.from(plan.closing, 'latin1'))
  return Buffer.concat(chunks)
}
