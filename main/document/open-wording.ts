import type { TextWord, WordingSlot } from './document.ts'
import { wordOf } from './find-words.ts'
import { fitWording } from './fit-wording.ts'
import type { WordingRefusal } from './fit-wording.ts'
import { direction, length } from './glyph-steps.ts'
import type { OpenDocument } from './open-document.ts'
import { pageGlyphs } from './page-glyphs.ts'
import { interpretPage, planPage, withPictures } from './plan-page.ts'

/** A glyph as it reads; page millimetres. */
export interface ReadGlyph {
  readonly text: string
  readonly isSpace: boolean
  readonly x: number
  readonly y: number
  readonly end: readonly [number, number]
  readonly emMm: number
  /** Reading direction in radians. */
  readonly angle: number
}

/** A page's text, and what could stand in its place. */
export interface PageWording {
  /** In content order; slots are told by their numbers. */
  readonly glyphs: readonly ReadGlyph[]
  /** Why a slot's equal cannot be set there; null where it can. */
  readonly whyNot: (slot: WordingSlot) => WordingRefusal | null
  readonly boxOf: (slot: WordingSlot) => TextWord
}

export const openWording = ({ pdf, plans, tools }: OpenDocument, page: number): PageWording => {
  const { content } = interpretPage(pdf.context, plans[page].node, tools, [])
  const glyphs = pageGlyphs(content)
  return {
    glyphs: glyphs.map(({ glyph }) => {
      const [ux, uy] = direction(glyph)
      return {
        text: glyph.text,
        isSpace: glyph.kind === 'space',
        x: glyph.x,
        y: glyph.y,
        end: [glyph.x + glyph.advance[0], glyph.y + glyph.advance[1]],
        emMm: length(glyph.em),
        angle: Math.atan2(uy, ux),
      }
    }),
    whyNot: (slot) => {
      const fitted = fitWording(glyphs, slot)
      return fitted.kind === 'fits' ? null : fitted.refusal
    },
    boxOf: ({ first, glyphs: count }) => wordOf(glyphs.slice(first, first + count).map(({ glyph }) => glyph)),
  }
}

/**
 * The document with slots in it: its words are those outside them, and a writer prepared from it can set their equals.
 * @param slots by page, from 0; pages that are not named have none
 */
export const withSlots = (
  document: OpenDocument,
  slots: ReadonlyMap<number, readonly WordingSlot[]>,
): OpenDocument => {
  const { pdf, tools } = document
  const plans = document.plans.map((plan, page) => {
    const own = slots.get(page) ?? []
    if (own.length === 0) return plan
    return withPictures(planPage(pdf.context, plan.node, tools, own), plan.pictures)
  })
  return { ...document, plans, pages: plans.map(({ source }) => source) }
}
