import { z } from 'zod'
import { Failure } from '../../shared/contract/failure.ts'
import { MARK_VERSION } from '../../shared/mark/layout.ts'
import type { PageLayout } from '../../shared/mark/layout.ts'

const finite = z.number()
const count = z.int().nonnegative()
const place = z.object({ x: finite, y: finite, along: finite, across: finite, angle: finite })

const textSchema = z.object({
  letters: z.string(),
  places: z.array(z.object({ after: count, stop: count })),
})

const wordingSchema = z.object({
  text: z.string(),
  places: z.array(
    z.object({
      from: count,
      to: count,
      equal: z.string(),
      firstGlyph: count,
      glyphs: count,
      drawn: z.string(),
      box: place,
    }),
  ),
})

/** Layouts as they are kept for ever: the places of every page's carriers, plain JSON. */
const layoutsSchema = z.object({
  kind: z.literal('page layouts'),
  pages: z.array(
    z.object({
      version: z.literal(MARK_VERSION),
      widthMm: finite,
      heightMm: finite,
      tint: z.array(z.object({ cellMm: finite, columns: z.int(), rows: z.int() })),
      words: z.array(
        place.extend({
          first: count.exactOptional(),
          unseen: z.literal(true).exactOptional(),
          picture: count.exactOptional(),
        }),
      ),
      wordAlongMm: finite,
      wordAcrossMm: finite,
      dots: z.array(z.object({ x: finite, y: finite, dx: finite, dy: finite })),
      dotDiameterMm: finite,
      text: textSchema.exactOptional(),
      wording: wordingSchema.exactOptional(),
    }),
  ),
})

export const encodeLayouts = (pages: readonly PageLayout[]): Uint8Array =>
  Buffer.from(JSON.stringify({ kind: 'page layouts', pages }))

/** @throws Failure 'vault-newer' for layouts of a mark version that this program does not know. */
export const decodeLayouts = (bytes: Uint8Array): readonly PageLayout[] => {
  const parsed = layoutsSchema.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')))
  if (parsed.success) return parsed.data.pages
  throw new Failure(
    'vault-newer',
    'This document was marked by another version of Siglum. Use that version to trace it.',
    {
      cause: parsed.error,
    },
  )
}
