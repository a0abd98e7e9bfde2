import { compose } from '../../shared/maths/geometry.ts'
import type { Affine } from '../../shared/maths/geometry.ts'
import type { FontGlyph } from './font.ts'
import type { GraphicsState } from './graphics-state.ts'
import { decimal, nameToken } from './number-text.ts'
import type { Operand } from './operand.ts'
import { NO_SLOT, NO_STOP, NO_WORD } from './placed-text.ts'
import type { PlacedGlyph, ShownText } from './placed-text.ts'

export interface ShowResult {
  /** The text matrix afterwards. */
  readonly matrix: Affine
  /** Null when none of it can be moved. */
  readonly shown: ShownText | null
  /** Anything was shown at all, and painted, or only there to be read. */
  readonly effect: 'painted' | 'read' | 'none'
}

export interface ShowHow {
  /** Operators that stand for what ' and " do before they show. */
  readonly prefix: string
  /** Text may be put in after its glyphs. */
  readonly mayStop: boolean
}

/** Modes 0 to 2 paint; 3 shows nothing: scans are searched by it; 4 to 7 clip what follows, which must not move. */
const effectOf = (mode: number): ShowResult['effect'] => {
  if (mode === 3) return 'read'
  return mode >= 0 && mode <= 2 ? 'painted' : 'none'
}

const translated = (matrix: Affine, x: number, y: number): Affine => ({
  ...matrix,
  e: matrix.a * x + matrix.c * y + matrix.e,
  f: matrix.b * x + matrix.d * y + matrix.f,
})

/** What TJ's numbers would call a glyph's whole advance under this spacing. */
export const thousandthsOf = (
  glyph: FontGlyph,
  {
    fontSize,
    characterSpacing,
    wordSpacing,
  }: Pick<GraphicsState, 'fontSize' | 'characterSpacing' | 'wordSpacing'>,
): number => 1000 * (glyph.width + (characterSpacing + (glyph.widened ? wordSpacing : 0)) / fontSize)

/** Tx (or Ty) of ISO 32000-1, 9.4.4: how far a glyph moves the text position. */
const advanceOf = (glyph: FontGlyph, state: GraphicsState, vertical: boolean): number => {
  const spacing = state.characterSpacing + (glyph.widened ? state.wordSpacing : 0)
  return (glyph.width * state.fontSize + spacing) * (vertical ? 1 : state.horizontalScale)
}

/** Letters set apart by this share of an em: poppler reads them as words by their even spacing, which text put in would break. */
const LETTER_SPACED = 0.1

const mayStopAfter = ({ fontName, fontSize, characterSpacing }: GraphicsState): boolean =>
  // A font that `gs` set cannot be set again by its name.
  fontName !== '' && Math.abs(characterSpacing) < LETTER_SPACED * Math.abs(fontSize)

const placed = (
  glyph: FontGlyph,
  state: GraphicsState,
  toPage: Affine,
  { painted, mayStop }: Pick<PlacedGlyph, 'painted' | 'mayStop'>,
): PlacedGlyph => {
  const along = glyph.width * state.fontSize * state.horizontalScale
  const up = state.fontSize
  return {
    bytes: glyph.bytes,
    kind: glyph.kind,
    painted,
    text: glyph.text,
    thousandths: thousandthsOf(glyph, state),
    x: toPage.c * state.rise + toPage.e,
    y: toPage.d * state.rise + toPage.f,
    advance: [toPage.a * along, toPage.b * along],
    em: [toPage.c * up, toPage.d * up],
    pause: glyph.pause,
    mayStop,
    word: NO_WORD,
    stop: NO_STOP,
    slot: NO_SLOT,
  }
}

/** The inverse of the linear part, or null where text space is squeezed flat or blown up beyond sense. */
const inverseLinear = (m: Affine): ShownText['toText'] | null => {
  const determinant = m.a * m.d - m.b * m.c
  if (!Number.isFinite(determinant) || Math.abs(determinant) < 1e-12) return null
  return [m.d / determinant, -m.b / determinant, -m.c / determinant, m.a / determinant]
}

/** Walks over the string or array of a show operator. `matrix` is the text matrix before it. */
export const showText = (
  operand: Operand | undefined,
  state: GraphicsState,
  matrix: Affine,
  { prefix, mayStop }: ShowHow,
): ShowResult => {
  const { font } = state
  const elements = operand?.kind === 'array' ? operand.items : operand ? [operand] : []
  const effect = effectOf(state.renderMode)
  if (!font) return { matrix, shown: null, effect: elements.length > 0 ? effect : 'none' }
  const how = { painted: effect === 'painted', mayStop: mayStop && mayStopAfter(state) }
  const items: (PlacedGlyph | number)[] = []
  let at = matrix
  let isEmpty = true
  const move = (distance: number) => {
    at = font.vertical ? translated(at, 0, distance) : translated(at, distance, 0)
  }
  for (const element of elements) {
    if (element.kind === 'number') {
      items.push(element.value)
      move((-element.value / 1000) * state.fontSize * (font.vertical ? 1 : state.horizontalScale))
    } else if (element.kind === 'string') {
      if (element.bytes.length > 0) isEmpty = false
      for (const glyph of font.glyphsOf(element.bytes)) {
        items.push(placed(glyph, state, compose(at, state.ctm), how))
        move(advanceOf(glyph, state, font.vertical))
      }
    }
  }
  const toText = inverseLinear(compose(matrix, state.ctm))
  const scale = state.fontSize * state.horizontalScale
  const movable = font.movable && effect !== 'none' && toText && Math.abs(scale) > 1e-6
  const shown = movable
    ? {
        prefix,
        items,
        font: state.fontName === '' ? null : `/${nameToken(state.fontName)} ${decimal(state.fontSize, 8)} Tf`,
        face: font,
        fontSize: state.fontSize,
        characterSpacing: state.characterSpacing,
        wordSpacing: state.wordSpacing,
        renderMode: state.renderMode,
        rise: state.rise,
        toText,
        adjustmentPerUnit: -1000 / scale,
      }
    : null
  return { matrix: at, shown, effect: isEmpty ? 'none' : effect }
}
