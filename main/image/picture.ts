/** A decoded picture with EXIF orientation applied: interleaved 8-bit sRGB, alpha flattened on white. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly rgb: Uint8Array
}

/** Pixels, as it is looked at. */
export type PictureSize = Pick<Picture, 'width' | 'height'>
