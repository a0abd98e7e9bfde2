import type { PDFDict } from 'pdf-lib'
import { compose } from '../../shared/maths/geometry.ts'
import type { GraphicsState } from './graphics-state.ts'
import type { FontLoader } from './load-font.ts'
import type { Operand, Operation } from './operand.ts'
import { dictOf, getArray, getDict, numbersOf } from './read-objects.ts'

const numberAt = (operands: readonly Operand[], index: number): number => {
  const operand = operands[index]
  return operand?.kind === 'number' ? operand.value : 0
}

const nameAt = (operands: readonly Operand[], index: number): string => {
  const operand = operands[index]
  return operand?.kind === 'name' ? operand.value : ''
}

/** gs may set a font (ISO 32000-1, table 58, Font). */
const applyExternal = (
  state: GraphicsState,
  resources: PDFDict | null,
  name: string,
  fonts: FontLoader,
): GraphicsState => {
  const external = getDict(getDict(resources, 'ExtGState'), name)
  const pair = getArray(external, 'Font')
  if (!external || !pair) return state
  const size = numbersOf(external.context, pair)[1]
  return {
    ...state,
    font: fonts(dictOf(external.context, pair.asArray()[0])),
    fontName: '',
    fontSize: Number.isFinite(size) ? size : state.fontSize,
  }
}

/** The state after an operator that sets something; the same one after any other. */
export const applyStateOperator = (
  { operator, operands }: Operation,
  state: GraphicsState,
  resources: PDFDict | null,
  fonts: FontLoader,
): GraphicsState => {
  const value = numberAt(operands, 0)
  switch (operator) {
    case 'cm': {
      const [a, b, c, d, e, f] = [0, 1, 2, 3, 4, 5].map((i) => numberAt(operands, i))
      return { ...state, ctm: compose({ a, b, c, d, e, f }, state.ctm) }
    }
    case 'Tc':
      return { ...state, characterSpacing: value }
    case 'Tw':
      return { ...state, wordSpacing: value }
    case 'Tz':
      return { ...state, horizontalScale: value / 100 }
    case 'TL':
      return { ...state, leading: value }
    case 'Tr':
      return { ...state, renderMode: value }
    case 'Ts':
      return { ...state, rise: value }
    case 'Tf':
      return {
        ...state,
        font: fonts(getDict(getDict(resources, 'Font'), nameAt(operands, 0))),
        fontName: nameAt(operands, 0),
        fontSize: numberAt(operands, 1),
      }
    case 'gs':
      return applyExternal(state, resources, nameAt(operands, 0), fonts)
    default:
      return state
  }
}
