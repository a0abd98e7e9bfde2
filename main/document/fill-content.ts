import { decimal } from './number-text.ts'
import type { ContentPlan, FormPlan, ShowPlan } from './plan-content.ts'

/** A displacement of a word on the page in millimetres, x right and y down. */
export type ShiftOf = (word: number) => readonly [number, number]

/** Invisible text for a stop, ready to be shown; null for none. */
export interface StopText {
  /** Operand of Tf. */
  readonly font: string
  /** A string, as long as `back` thousandths of an em. */
  readonly shown: string
  readonly back: number
}

/** What one copy's content has that another has not. */
export interface Filling {
  /** Null leaves the text where it was. */
  readonly shiftOf: ShiftOf | null
  readonly textAt: (stop: number, plan: ContentPlan) => StopText | null
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

/**
 * Before the text the pen goes back by its length, so that whatever comes next stays: poppler takes a step back after it for the
 * beginning of other text. What spaces letters out is switched off meanwhile.
 */
const showStopText = (
  { font, shown, back }: StopText,
  own: string,
  fontSize: number,
  characterSpacing: number,
): string => {
  const text = `${font} ${decimal(fontSize, 8)} Tf [${back} ${shown}]TJ ${own} `
  return characterSpacing === 0 ? text : `0 Tc ${text}${decimal(characterSpacing, 8)} Tc `
}

/**
 * A show operator with its words moved: a TJ number before each piece and its opposite after, so that
 * all else stays; the text rise for what goes across, restored at the end.
 */
const fillShow = (
  { text, pieces }: ShowPlan,
  shiftOf: ShiftOf,
  textAt: (stop: number) => StopText | null,
): string => {
  const { toText, adjustmentPerUnit } = text
  const places = riseDecimals(toText)
  const base = decimal(text.rise, 10)
  let out = text.prefix
  let rise = base
  let array = ''
  let owed = 0
  const endArray = () => {
    array += adjustment(owed)
    owed = 0
    if (array) out += `[${array.trimEnd()}]TJ `
    array = ''
  }
  const setRise = (wanted: string) => {
    if (wanted === rise) return
    endArray()
    out += `${wanted} Ts `
    rise = wanted
  }
  const insert = (stop: number) => {
    const inserted = stop < 0 || text.font === null ? null : textAt(stop)
    if (inserted === null || text.font === null) return
    endArray()
    out += showStopText(inserted, text.font, text.fontSize, text.characterSpacing)
  }
  for (const { word, elements, hasInk, stop } of pieces) {
    if (word < 0) {
      if (hasInk) setRise(base)
      array += adjustment(owed) + elements
      owed = 0
      continue
    }
    const [x, y] = shiftOf(word)
    setRise(decimal(text.rise + toText[1] * x + toText[3] * y, places))
    const steps = Math.round((toText[0] * x + toText[2] * y) * adjustmentPerUnit * STEPS_PER_THOUSANDTH)
    array += adjustment(owed + steps) + elements
    owed = -steps
    insert(stop)
  }
  endArray()
  if (rise !== base) out += `${base} Ts `
  return out
}

const STAY: ShiftOf = () => [0, 0]

/** The content of one copy. */
export const fillContent = (plan: ContentPlan, filling: Filling): Buffer => {
  const { shiftOf, textAt, nameOf } = filling
  const chunks: Uint8Array[] = []
  for (const part of plan.parts) {
    if (part.kind === 'bytes') chunks.push(part.bytes)
    else if (part.kind === 'form') chunks.push(Buffer.from(`/${nameOf(part.form)} Do `, 'latin1'))
    else if (shiftOf || part.show.pieces.some(({ stop }) => stop >= 0 && textAt(stop, plan))) {
      const filled = fillShow(part.show, shiftOf ?? STAY, (stop) => textAt(stop, plan))
      chunks.push(Buffer.from(` ${filled}`, 'latin1'))
    } else chunks.push(part.show.original)
  }
  chunks.push(Buffer.from(plan.closing, 'latin1'))
  return Buffer.concat(chunks)
}
