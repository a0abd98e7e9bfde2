import type { Point } from '../../shared/maths/geometry.ts'

/** A rendered page: interleaved 8-bit sRGB (`channels` 3) or grey (`channels` 1), top row first. */
export interface LeakPage {
  readonly width: number
  readonly height: number
  readonly channels: 1 | 3
  readonly data: Uint8Array
  readonly dpi: number
  /** The page drawn anew, as a viewer does at every zoom; pictures have none and are resampled. */
  readonly drawAt?: (dpi: number) => LeakPage
}

export const SEVERITIES = ['good', 'fair', 'hard'] as const
export type Severity = (typeof SEVERITIES)[number]

/** What a picture would show, before it is taken. */
export interface View {
  readonly toPixel: PageToPixel
  readonly width: number
  readonly height: number
}

export interface LeakOptions {
  readonly seed: number | string
  readonly severity?: Severity
  /** Send the picture through a messenger; 2 forwards it twice. */
  readonly messenger?: boolean | 1 | 2
  /** Whether a piece of the page is worth leaking: others are drawn until one is, within reason. */
  readonly accepts?: (view: View) => boolean
}

/** Draws until a piece is accepted; the last one drawn is taken where none is. */
export const drawAccepted = <T extends { readonly view: View }>(
  draw: () => T,
  accepts: LeakOptions['accepts'],
  draws: number,
): T & { readonly accepted: boolean } => {
  for (let left = draws; ; left -= 1) {
    const drawn = draw()
    const accepted = accepts === undefined || accepts(drawn.view)
    if (accepted || left <= 1) return { ...drawn, accepted }
  }
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
