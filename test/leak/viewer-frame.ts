import sharp from 'sharp'
import type { LeakPage, PageToPixel, Severity } from './leak-types.ts'
import type { Random } from './random.ts'
import { bySeverity, pageSizeMm } from './leak-types.ts'
import { resizePixels } from './texture.ts'

/** A screenful: a PDF viewer's window with the page in it, 8-bit sRGB. */
export interface ViewerFrame {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
  readonly toPixel: PageToPixel
  /** The part of the frame where page is seen, in pixels. */
  readonly seen: {
    readonly left: number
    readonly top: number
    readonly right: number
    readonly bottom: number
  }
}

export interface ViewerTraits {
  readonly width: number
  readonly height: number
  /** Screen pixels to an inch of page: 96 is 100 % on an ordinary monitor. */
  readonly dpi: number
  readonly dark: boolean
  /** 0 shows the page's top, 1 its bottom. */
  readonly scroll: number
  readonly toolbarPx: number
}

export interface Screen {
  readonly width: number
  readonly height: number
  readonly nominalDpi: number
}

/** Screens in use: pixels, and pixels to a nominal inch. */
export const SCREENS: readonly Screen[] = [
  { width: 1920, height: 1080, nominalDpi: 96 },
  { width: 2560, height: 1440, nominalDpi: 96 },
  { width: 1536, height: 864, nominalDpi: 96 },
  { width: 2880, height: 1800, nominalDpi: 192 },
]

export const drawViewer = (severity: Severity, random: Random, zoomPercent?: number): ViewerTraits => {
  const screen = random.pick(bySeverity(severity, SCREENS, SCREENS, SCREENS.slice(0, 3)))
  const drawn = random.between(...bySeverity<[number, number]>(severity, [100, 180], [75, 130], [50, 80]))
  return {
    width: screen.width,
    height: screen.height,
    dpi: (screen.nominalDpi * (zoomPercent ?? Math.round(drawn))) / 100,
    dark: random.chance(0.5),
    scroll: random.next(),
    toolbarPx: Math.round(screen.nominalDpi * random.between(0.5, 1)),
  }
}

const chrome = (t: ViewerTraits, page: { x: number; y: number; width: number; height: number }): Buffer => {
  const [ground, bar, ink] = t.dark ? ['#2b2b2e', '#38383d', '#d0d0d4'] : ['#d4d7dc', '#f7f7f9', '#4a4a4f']
  const unit = t.toolbarPx
  const icons = Array.from({ length: 9 }, (_, i) => {
    const x = unit * (0.5 + i * 0.9)
    return `<rect x="${x}" y="${unit * 0.3}" width="${unit * 0.4}" height="${unit * 0.4}" rx="4" fill="none" stroke="${ink}" stroke-width="2"/>`
  }).join('')
  const shadow = [10, 7, 5, 3, 2, 1].map(
    (d) =>
      `<rect x="${page.x - d}" y="${page.y + 3 - d}" width="${page.width + 2 * d}" height="${page.height + 2 * d}" rx="${d}" opacity=".07"/>`,
  )
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${t.width}" height="${t.height}">` +
      `<rect width="100%" height="100%" fill="${ground}"/>${shadow.join('')}` +
      `<rect width="100%" height="${unit}" fill="${bar}"/>${icons}` +
      `<rect x="${t.width - 14}" y="${unit + 4}" width="9" height="${t.height / 5}" rx="4" fill="${ink}" opacity=".4"/></svg>`,
  )
}

const paste = (
  frame: Uint8Array,
  traits: ViewerTraits,
  page: { x: number; y: number; width: number; height: number; channels: 1 | 3; data: Uint8Array },
): void => {
  for (
    let y = Math.max(traits.toolbarPx, page.y);
    y < Math.min(traits.height, page.y + page.height);
    y += 1
  ) {
    for (let x = Math.max(0, page.x); x < Math.min(traits.width, page.x + page.width); x += 1) {
      const from = ((y - page.y) * page.width + x - page.x) * page.channels
      const to = (y * traits.width + x) * 3
      const colour = page.channels === 3 ? 1 : 0
      frame[to] = page.data[from]
      frame[to + 1] = page.data[from + colour]
      frame[to + 2] = page.data[from + 2 * colour]
    }
  }
}

export const viewerFrame = async (page: LeakPage, traits: ViewerTraits): Promise<ViewerFrame> => {
  const { width, height, toolbarPx } = traits
  const pageWidth = Math.round((page.width * traits.dpi) / page.dpi)
  const pageHeight = Math.round((page.height * traits.dpi) / page.dpi)
  const margin = 12
  const room = height - toolbarPx - 2 * margin
  const spare = pageHeight - room
  const x = Math.round((width - pageWidth) / 2)
  const y = Math.round(toolbarPx + margin - (spare > 0 ? spare * traits.scroll : spare / 2))
  const placed = { x, y, width: pageWidth, height: pageHeight }
  const data = new Uint8Array(await sharp(chrome(traits, placed)).removeAlpha().raw().toBuffer())
  paste(data, traits, {
    ...placed,
    channels: page.channels,
    data: await resizePixels(page.drawAt?.(traits.dpi) ?? page, pageWidth, pageHeight),
  })
  const { widthMm, heightMm } = pageSizeMm(page)
  const seen = {
    left: Math.max(0, x),
    top: Math.max(toolbarPx, y),
    right: Math.min(width, x + pageWidth),
    bottom: Math.min(height, y + pageHeight),
  }
  const toPixel: PageToPixel = (xMm, yMm) => ({
    x: x + (xMm / widthMm) * pageWidth,
    y: y + (yMm / heightMm) * pageHeight,
  })
  return { width, height, data, toPixel, seen }
}
