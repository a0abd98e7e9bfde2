import type { Affine } from '../../shared/maths/geometry.ts'
import type { Font } from './font.ts'

/** The part of the graphics state that places text (ISO 32000-1, tables 52 and 104). */
export interface GraphicsState {
  /** From the current user space to page millimetres. */
  readonly ctm: Affine
  readonly font: Font | null
  /** Its resource name; empty where `gs` set it. */
  readonly fontName: string
  readonly fontSize: number
  readonly characterSpacing: number
  readonly wordSpacing: number
  /** Tz as a factor. */
  readonly horizontalScale: number
  readonly leading: number
  readonly renderMode: number
  readonly rise: number
}

export const initialState = (userToPage: Affine): GraphicsState => ({
  ctm: userToPage,
  font: null,
  fontName: '',
  fontSize: 0,
  characterSpacing: 0,
  wordSpacing: 0,
  horizontalScale: 1,
  leading: 0,
  renderMode: 0,
  rise: 0,
})
