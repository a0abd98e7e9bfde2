import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import type { RasterDocument } from '../../main/document/document.ts'
import type { PageLayout } from '../../shared/mark/layout.ts'
import { newPlane } from '../../shared/maths/plane.ts'
import { encodeJpeg, sendThroughMessenger } from '../leak/encode.ts'
import type { Leak } from '../leak/leak-types.ts'
import { alignSheet, type SheetAlignment } from './align-sheet.ts'
import { carryMarks, type PhotoPixels } from './carry-marks.ts'
import { onPhoto } from './sheet-map.ts'
import { toneRatio } from './tone-ratio.ts'
import { wordDrift } from './word-drift.ts'

const ALIGN_PX_PER_MM = 6
/** Fine enough for dots of a tenth of a millimetre. */
const TONE_PX_PER_MM = 12
/** Blur of the phones that took the photos, in their pixels. */
const BLUR_PX = 1.2

/** Below this share of the page's patches found in the photo, the map is not to be trusted. */
const LEAST_ALIKE = 0.6

const readPhoto = async (path: string): Promise<PhotoPixels> => {
  const { data, info } = await sharp(path).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, rgb: new Uint8Array(data) }
}

const lumaOf = ({ width, height, rgb }: PhotoPixels) => {
  const plane = newPlane(width, height)
  for (let i = 0; i < plane.data.length; i += 1)
    plane.data[i] = 0.299 * rgb[3 * i] + 0.587 * rgb[3 * i + 1] + 0.114 * rgb[3 * i + 2]
  return plane
}

const isAlignment = (value: unknown): value is Omit<SheetAlignment, 'map'> & { map: StoredMap } =>
  typeof value === 'object' && value !== null && 'map' in value && 'alike' in value

type StoredMap = Omit<SheetAlignment['map'], 'bend'> & {
  readonly bend: Omit<SheetAlignment['map']['bend'], 'control'> & { readonly control: readonly number[] }
}

const readAlignment = (path: string): SheetAlignment | null => {
  if (!existsSync(path)) return null
  const stored: unknown = JSON.parse(readFileSync(path, 'utf8'))
  if (!isAlignment(stored)) return null
  const { map, alike } = stored
  return { map: { ...map, bend: { ...map.bend, control: Float64Array.from(map.bend.control) } }, alike }
}

const writeAlignment = (path: string, { map, alike }: SheetAlignment): void => {
  const bend = { ...map.bend, control: [...map.bend.control] }
  writeFileSync(`${path}.half`, JSON.stringify({ map: { ...map, bend }, alike }))
  renameSync(`${path}.half`, path)
}

/** Where the page lies in the photo; worked out once and kept. */
const alignmentOf = (
  original: RasterDocument,
  photo: PhotoPixels,
  kept: { readonly folder: string; readonly name: string },
): SheetAlignment => {
  const path = join(kept.folder, `${kept.name}.json`)
  const known = readAlignment(path)
  if (known) return known
  const raster = original.render(0, ALIGN_PX_PER_MM)
  const page = newPlane(raster.width, raster.height)
  page.data.set(raster.data)
  const found = alignSheet(page, ALIGN_PX_PER_MM, lumaOf(photo))
  if (found === null || found.alike < LEAST_ALIKE)
    throw new RangeError(`${kept.name}: the original cannot be laid on its photo`)
  mkdirSync(kept.folder, { recursive: true })
  writeAlignment(path, found)
  return found
}

export interface SheetMarks {
  readonly original: RasterDocument
  /** The copy with its words where the original has them. */
  readonly toneOnly: RasterDocument
  readonly layout: PageLayout
  readonly shiftsMm: Float64Array
}

const asLeak = async (photo: PhotoPixels, notes: Leak['notes'], toPixel: Leak['toPixel']): Promise<Leak> => {
  const { width, height, rgb } = photo
  const bytes = await encodeJpeg({ width, height, channels: 3, data: rgb }, 94)
  return sendThroughMessenger({ bytes, format: 'jpeg', width, height, toPixel, notes })
}

/** A real photo sent through a messenger, as it is. */
export const leakBareSheet = async (photoPath: string): Promise<Leak> =>
  asLeak(await readPhoto(photoPath), { kind: 'sheet' }, () => ({ x: Number.NaN, y: Number.NaN }))

/** A real photo of the original, with a copy's marks carried over to it, sent through a messenger. */
export const leakMarkedSheet = async (
  photoPath: string,
  { original, toneOnly, layout, shiftsMm }: SheetMarks,
  kept: { readonly folder: string; readonly name: string },
): Promise<Leak> => {
  const photo = await readPhoto(photoPath)
  const { map, alike } = alignmentOf(original, photo, kept)
  const [a, b] = [
    onPhoto(map, layout.widthMm / 2, layout.heightMm / 2),
    onPhoto(map, layout.widthMm / 2 + 1, layout.heightMm / 2),
  ]
  const blurMm = BLUR_PX / Math.hypot(b.x - a.x, b.y - a.y)
  const [marked, bare] = [toneOnly.render(0, TONE_PX_PER_MM), original.render(0, TONE_PX_PER_MM)]
  const tone = toneRatio(marked, bare, TONE_PX_PER_MM, blurMm)
  const rgb = carryMarks(photo, map, tone, wordDrift(layout, shiftsMm))
  return asLeak({ ...photo, rgb }, { kind: 'sheet', alike }, (x, y) => onPhoto(map, x, y))
}
