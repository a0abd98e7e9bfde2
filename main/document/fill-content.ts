import { decimal } from './number-text.ts'
import type { ContentPlan, FormPlan, ShowPlan } from './plan-content.ts'

/** A displacement of a word on the page in millimetres, x right and y down. */
export type ShiftOf = (word: number) => readonly [number, number]

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
 * A show operator with its words moved: a TJ number before each piece and its opposite after, so that
 * all else stays; the text rise for what goes across, restored at the end.
 */
const fillShow = ({ text, pieces }: ShowPlan, shiftOf: ShiftOf): string => {
  const { toText, adjustmentPerUnit } = text
  const places = riseDecimals(toText)
  const base = decimal(text.rise, 10)
  let out = text.prefix
  let rise = base
  let array = ''
  let owed = 0
  const setRise = (wanted: string) => {
    if (wanted === rise) return
    array += adjustment(owed)
    owed = 0
    if (array) out += `[${array.trimEnd()}]TJ `
    array = ''
    out += `${wanted} Ts `
    rise = wanted
  }
  for (const { word, elements, hasInk } of pieces) {
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
  }
  array += adjustment(owed)
  if (array) out += `[${array.trimEnd()}]TJ `
  if (rise !== base) out += `${base} Ts `
  return out
}

/**
 * The content of one copy. `shiftOf` null leaves the text as it was; `nameOf` is what a form with words
 * in it is called in this copy.
 */
export const fillContent = (
  plan: ContentPlan,
  shiftOf: ShiftOf | null,
  nameOf: (form: FormPlan) => string,
): Buffer => {
  const chunks: Uint8Array[] = []
  for (const part of plan.parts) {
    if (part.kind === 'bytes') chunks.push(part.bytes)
    else if (part.kind === 'form') chunks.push(Buffer.from(`/${nameOf(part.form)} Do `, 'latin1'))
    else if (shiftOf) chunks.push(Buffer.from(` ${fillShow(part.show, shiftOf)}`, 'latin1'))
    else chunks.push(part.show.original)
  }
  chunks.push(Buffer.from(plan.closing, 'latin1'))
  return Buffer.concat(chunks)
}
