import sharp from 'sharp'
import type { Sharp } from 'sharp'
import type { ScreenPicture } from '../../../shared/contract/app/call.ts'
import type { Plane } from '../../../shared/maths/plane.ts'
import { greyOf } from '../grey-of.ts'
import type { ReadPlace } from '../../trace/hypotheses.ts'
import { agreementColour, type AgreementMap } from '../../trace/draw-evidence.ts'
import { withRestGrey } from '../../trace/rectify.ts'

/** A page on the screen needs no more; its original has 6 pixels to a millimetre. */
const MOST_EDGE_PX = 2000
const JPEG_QUALITY = 90

const finished = async (pipeline: Sharp, type: ScreenPicture['type']): Promise<ScreenPicture> => {
  const coded = type === 'image/png' ? pipeline.png() : pipeline.jpeg({ quality: JPEG_QUALITY })
  const { data, info } = await coded.toBuffer({ resolveWithObject: true })
  return { bytes: Uint8Array.from(data), type, widthPx: info.width, heightPx: info.height }
}

/** A plane of grey levels, 0 to 255, as a picture. */
export const greyPicture = (plane: Plane, mostEdgePx = MOST_EDGE_PX): Promise<ScreenPicture> => {
  const pipeline = greyOf(plane).resize({
    width: mostEdgePx,
    height: mostEdgePx,
    fit: 'inside',
    withoutEnlargement: true,
  })
  return finished(pipeline, 'image/jpeg')
}

const MOST_OPACITY = 0.75

/** The evidence to be laid over the page: clear where it says nothing. */
export const agreementPicture = async (
  { columns, rows, z }: AgreementMap,
  widthPx: number,
  heightPx: number,
): Promise<ScreenPicture> => {
  const rgba = new Uint8Array(4 * columns * rows)
  z.forEach((value, k) => {
    const { rgb, share } = agreementColour(value)
    rgba.set(rgb, 4 * k)
    rgba[4 * k + 3] = Math.round(255 * MOST_OPACITY * share)
  })
  const raw = { width: columns, height: rows, channels: 4 as const }
  const pipeline = sharp(rgba, { raw }).resize(widthPx, heightPx, { fit: 'fill', kernel: 'cubic' })
  return finished(pipeline, 'image/png')
}

/** While a trace is under way nobody waits for a large picture. */
const PASSING_EDGE_PX = 900

/** Tells whoever watches what was straightened. A picture that cannot be drawn is not worth a trace. */
export const showReading =
  (onPicture: (what: string, picture: ScreenPicture) => void) =>
  (_name: string, { reading }: ReadPlace): void =>
    void greyPicture(withRestGrey(reading.seen), PASSING_EDGE_PX).then(
      (picture) => onPicture('straightened', picture),
      () => undefined,
    )
