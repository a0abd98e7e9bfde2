import type { InterpretedContent } from './interpret-content.ts'
import type { PlacedGlyph, ShownText } from './placed-text.ts'

/** A glyph with the operator that shows it. */
export interface PageGlyph {
  readonly glyph: PlacedGlyph
  readonly shown: ShownText
  /** Its place in the operator's items. */
  readonly item: number
}

/** All glyphs of a page that can be seen and moved, in content order, those of forms where they are drawn. */
export const pageGlyphs = (content: InterpretedContent): PageGlyph[] =>
  content.changes.flatMap((change): PageGlyph[] => {
    if (change.kind === 'form') return pageGlyphs(change.form.content)
    if (change.kind === 'drop') return []
    const { shown } = change
    return shown.items.flatMap((glyph, item) =>
      typeof glyph === 'number' || !glyph.painted ? [] : [{ glyph, shown, item }],
    )
  })
