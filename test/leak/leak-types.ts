import type { Point } from '../../shared/maths/geometry.ts'

/** A rendered page: interleaved 8-bit sRGB (`channels` 3) or grey (`channels` 1), top row first. */
export interface LeakPage {
  readonly width: number
  readonly height: number
  readonly channels: 1 | 3
  readonly data: Uint8Array
  readonly dpi: number
}

export type Severity = 'good' | 'fair' | 'hard'

export interface LeakOptions {
  readonly seed: number | string
  readonly severity?: Severity
  /** Send the picture through a messenger; 2 forwards it twice. */
  readonly messenger?: boolean | 1 | 2
}

/** Where a point of the page, in page millimetres, lies in the picture: pixel (i, j) covers [i, i+1) x [j, j+1). */
export type PageToPixel = (xMm: number, yMm: number) => Point

export interface Leak {
  /** The encoded picture: all that a detector may see. */
  readonly bytes: Buffer
  readonly format: 'jpeg' | 'png'
  readonly width: number
  readonly height: number
  /** The truth, for tests only. */
  readonly toPixel: PageToPixel
  /** What the dice chose, for reports. */
  readonly notes: Readonly<Record<string, number | string | boolean>>
}

export const pageSizeMm = (page: LeakPage): { widthMm: number; heightMm: number } => ({
  widthMm: (page.width / page.dpi) * 25.4,
  heightMm: (page.height / page.dpi) * 25.4,
})

/** Three numbers, one for each severity. */
export const bySeverity = <T>(severity: Severity, good: T, fair: T, hard: T): T => {
  switch (severity) {
    case 'good':
      return good
    case 'fair':
      return fair
    case 'hard':
      return hard
  }
}
