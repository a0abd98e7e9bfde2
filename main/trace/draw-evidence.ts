import { signCount, type PageLayout, type PictureCarrier } from '../../shared/mark/layout.ts'
import { packedSigns, signAt, type SignStream } from '../../shared/mark/signs.ts'
import type { Plane } from '../../shared/maths/plane.ts'
import type { Picture } from '../image/picture.ts'
import { withRestGrey, type Straightened } from './rectify.ts'

/** Local agreement of the picture with one copy's signs, on a lattice of square fields over the page. */
export interface AgreementMap {
  readonly columns: number
  readonly rows: number
  readonly fieldMm: number
  /** sum(r s) / sqrt(sum(r^2)) of the fields; 0 where nothing was seen. */
  readonly z: Float32Array
}

const FIELD_MM = 9

const middles = (
  layout: PageLayout,
  carrier: PictureCarrier,
  each: (index: number, x: number, y: number) => void,
) => {
  switch (carrier) {
    case 'tint': {
      let first = 0
      for (const scale of layout.tint) {
        for (let k = 0; k < scale.columns * scale.rows; k++) {
          each(
            first + k,
            ((k % scale.columns) + 0.5) * scale.cellMm,
            (Math.floor(k / scale.columns) + 0.5) * scale.cellMm,
          )
        }
        first += scale.columns * scale.rows
      }
      break
    }
    case 'words':
      layout.words.forEach((word, k) => {
        each(2 * k, word.x, word.y)
        each(2 * k + 1, word.x, word.y)
      })
      break
    case 'dots':
      layout.dots.forEach((dot, k) => each(k, dot.x, dot.y))
      break
  }
}

/** Where on the page the evidence for a copy lies. Drawn after the verdict; it has no part in it. */
export const mapAgreement = (
  layout: PageLayout,
  page: number,
  residuals: ReadonlyMap<PictureCarrier, Float32Array>,
  stream: SignStream,
  copyId: string,
): AgreementMap => {
  const columns = Math.max(1, Math.ceil(layout.widthMm / FIELD_MM))
  const rows = Math.max(1, Math.ceil(layout.heightMm / FIELD_MM))
  const sums = new Float64Array(columns * rows)
  const squares = new Float64Array(columns * rows)
  for (const [carrier, values] of residuals) {
    const packed = packedSigns(stream, copyId, page, carrier, signCount(layout, carrier))
    middles(layout, carrier, (index, x, y) => {
      const column = Math.min(columns - 1, Math.max(0, Math.floor(x / FIELD_MM)))
      const row = Math.min(rows - 1, Math.max(0, Math.floor(y / FIELD_MM)))
      const r = values[index]
      sums[row * columns + column] += r * signAt(packed, index)
      squares[row * columns + column] += r * r
    })
  }
  return {
    columns,
    rows,
    fieldMm: FIELD_MM,
    z: Float32Array.from(sums, (s, k) => (squares[k] > 0 ? s / Math.sqrt(squares[k]) : 0)),
  }
}

/** Where the evidence colour is as strong as it gets. */
const FULL_COLOUR_Z = 5
const AGREES = [20, 150, 90] as const
const CONTRADICTS = [200, 40, 50] as const

/** How a field is painted: green where the picture agrees with the copy, red where it contradicts; `share` from 0 to 1. */
export const agreementColour = (z: number): { readonly rgb: readonly number[]; readonly share: number } => {
  const strength = Math.max(-1, Math.min(1, z / FULL_COLOUR_Z))
  return { rgb: strength >= 0 ? AGREES : CONTRADICTS, share: Math.abs(strength) }
}

const paintGrey = (out: Uint8Array, outWidth: number, left: number, plane: Plane) => {
  for (let y = 0; y < plane.height; y++) {
    for (let x = 0; x < plane.width; x++) {
      const v = Math.max(0, Math.min(255, plane.data[y * plane.width + x]))
      out.fill(v, 3 * (y * outWidth + left + x), 3 * (y * outWidth + left + x) + 3)
    }
  }
}

/** The evidence laid over the original. */
const paintAgreement = (
  out: Uint8Array,
  outWidth: number,
  left: number,
  original: Plane,
  map: AgreementMap,
  pxPerMm: number,
) => {
  for (let y = 0; y < original.height; y++) {
    const row = Math.min(map.rows - 1, Math.floor((y + 0.5) / pxPerMm / map.fieldMm))
    for (let x = 0; x < original.width; x++) {
      const column = Math.min(map.columns - 1, Math.floor((x + 0.5) / pxPerMm / map.fieldMm))
      const colour = agreementColour(map.z[row * map.columns + column])
      const share = 0.55 * colour.share
      const at = 3 * (y * outWidth + left + x)
      const v = original.data[y * original.width + x]
      for (let k = 0; k < 3; k++)
        out[at + k] = Math.max(0, Math.min(255, (1 - share) * (0.4 * v + 150) + share * colour.rgb[k]))
    }
  }
}

const GAP_PX = 16

/**
 * Panels side by side at the reading's resolution: the page straightened out of the leak, the original, and, where there is
 * evidence, the original with it laid over.
 */
export const drawEvidence = (seen: Straightened, original: Plane, map: AgreementMap | null): Picture => {
  const { width, height } = seen.plane
  const panels = map === null ? 2 : 3
  const outWidth = panels * width + (panels - 1) * GAP_PX
  const rgb = new Uint8Array(3 * outWidth * height).fill(255)
  paintGrey(rgb, outWidth, 0, withRestGrey(seen))
  paintGrey(rgb, outWidth, width + GAP_PX, original)
  if (map !== null) paintAgreement(rgb, outWidth, 2 * (width + GAP_PX), original, map, seen.pxPerMm)
  return { width: outWidth, height, rgb }
}
