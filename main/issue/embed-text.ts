import type { TextLayout } from '../../shared/mark/layout.ts'
import { markAt } from '../../shared/mark/text-marks.ts'
import type { StopTexts } from '../document/document.ts'

/** The marks of one copy's page, by the stop that each comes after. */
export const embedText = ({ places }: TextLayout, signs: Uint8Array): StopTexts =>
  new Map(places.map(({ stop }, k) => [stop, markAt(signs, k)]))
