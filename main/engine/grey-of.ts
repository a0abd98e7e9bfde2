import sharp from 'sharp'
import type { Sharp } from 'sharp'
import type { Plane } from '../../shared/maths/plane.ts'

/** A plane of grey levels, 0 to 255, as sharp takes pictures. */
export const greyOf = ({ width, height, data }: Plane): Sharp =>
  sharp(
    Uint8Array.from(data, (v) => Math.max(0, Math.min(255, Math.round(v)))),
    { raw: { width, height, channels: 1 } },
  )
