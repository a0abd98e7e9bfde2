import { thumbnailOf } from '../leak/encode.ts'
import { leakPhotocopy, leakPhotocopyPhoto } from '../leak/leak-photocopy.ts'
import { leakPrintPhoto, type PrintPhotoOptions } from '../leak/leak-print-photo.ts'
import { leakScan } from '../leak/leak-scan.ts'
import { leakScreenPhoto } from '../leak/leak-screen-photo.ts'
import { leakCroppedScreenshot, leakScreenshot } from '../leak/leak-screenshot.ts'
import type { Leak, LeakOptions, LeakPage } from '../leak/leak-types.ts'
import { averagePages, splicePages } from '../leak/mix-pages.ts'
import { seededRandom, type Random } from '../leak/random.ts'
import type { SheetBend } from '../sheet/find-photos.ts'

/** What the leak starts from: a page as a viewer shows it, as the printer is sent it, or either kind of print by chance. */
export type LeakedFrom = 'screen' | 'mono' | 'colour' | 'print'

interface Row {
  readonly title: string
  /** Share of leaks that must be traced; for mixtures no share, but nobody except contributors named. */
  readonly bar: number | null
}

/** From a page through the simulator. */
export interface PageChannel extends Row {
  readonly from: LeakedFrom
  /** Whose copies are mixed into one page. */
  readonly contributors: 1 | 2 | 3
  /** Shows a piece of the page, which must have something on it. */
  readonly piece: boolean
  readonly leak: (pages: readonly LeakPage[], options: PrintPhotoOptions) => Promise<Leak>
}

/** A real photo of a sheet, with the copy's marks carried over to it. */
export interface SheetChannel extends Row {
  readonly from: 'sheet'
  readonly contributors: 1
  readonly piece: false
  readonly bend: SheetBend
}

export type Channel = PageChannel | SheetChannel

const MOST_TILT_DEGREES = 40

/** Every angle up to the steepest that is asked for, evenly. */
const tilted = <T extends LeakOptions>(options: T): T & { readonly tiltDegrees: number } => ({
  ...options,
  tiltDegrees: seededRandom(options.seed, 'bench tilt').between(0, MOST_TILT_DEGREES),
})

/** Zooms from 50 to 200 %, evenly on a logarithmic scale; PNG or JPEG of quality 60. */
const anyScreenshot = (page: LeakPage, options: LeakOptions): Promise<Leak> => {
  const dice = seededRandom(options.seed, 'bench zoom')
  const zoomPercent = Math.round(50 * 4 ** dice.next())
  return leakScreenshot(page, { ...options, zoomPercent, format: dice.pick(['png', 'jpeg']), quality: 60 })
}

const crop =
  (fraction: number, wide?: number): PageChannel['leak'] =>
  ([page], options) =>
    leakCroppedScreenshot(page, { ...options, fraction, ...(wide !== undefined && { wide }) })

const printPhoto =
  (how: Partial<PrintPhotoOptions>): PageChannel['leak'] =>
  ([page], options) =>
    leakPrintPhoto(page, tilted({ ...options, ...how }))

/** Screenshots of several copies at one zoom laid over one another: to the pixel, as whoever does it takes care to. */
const averaged =
  (weigh: (dice: Random) => readonly number[]): PageChannel['leak'] =>
  (pages, options) =>
    anyScreenshot(averagePages(pages, weigh(seededRandom(options.seed, 'bench weights'))), options)

const spliced: PageChannel['leak'] = (pages, options) => {
  const dice = seededRandom(options.seed, 'bench strips')
  return anyScreenshot(splicePages(pages, dice.whole(pages.length, 3 * pages.length), dice), options)
}

const ONE = { contributors: 1, piece: false } as const
const PIECE = { contributors: 1, piece: true } as const
const SHEET = { from: 'sheet', contributors: 1, piece: false } as const
const MIXED = { bar: null, from: 'screen', piece: false } as const

export const CHANNELS = {
  screenshot: {
    ...ONE,
    title: 'screenshot, zoom 50 to 200 %',
    bar: 1,
    from: 'screen',
    leak: ([page], options) => anyScreenshot(page, options),
  },
  'crop-quarter': { ...PIECE, title: 'screenshot, a quarter', bar: 0.99, from: 'screen', leak: crop(0.25) },
  'crop-tenth': { ...PIECE, title: 'screenshot, a tenth', bar: 0.99, from: 'screen', leak: crop(0.1) },
  'crop-strip': {
    ...PIECE,
    title: 'screenshot, a strip of three lines or so',
    bar: 0.8,
    from: 'screen',
    leak: crop(0.035, 9),
  },
  'screen-photo': {
    ...ONE,
    title: 'photo of a screen, messenger',
    bar: 0.99,
    from: 'screen',
    leak: ([page], options) => leakScreenPhoto(page, tilted({ ...options, messenger: true })),
  },
  'print-photo-mono': {
    ...ONE,
    title: 'photo of a mono print, messenger',
    bar: 0.99,
    from: 'mono',
    leak: printPhoto({ messenger: true }),
  },
  'print-photo-colour': {
    ...ONE,
    title: 'photo of a colour print, messenger',
    bar: 0.99,
    from: 'colour',
    leak: printPhoto({ messenger: true }),
  },
  'print-photo-twice': {
    ...ONE,
    title: 'photo of a print, messenger twice',
    bar: 0.99,
    from: 'print',
    leak: printPhoto({ messenger: 2 }),
  },
  'print-quarter': {
    ...PIECE,
    title: 'the same, a quarter of the page',
    bar: 0.95,
    from: 'print',
    leak: printPhoto({ messenger: true, framing: 'quarter' }),
  },
  'print-paragraph': {
    ...PIECE,
    title: 'the same, one paragraph',
    bar: 0.8,
    from: 'print',
    leak: printPhoto({ messenger: true, framing: 'paragraph' }),
  },
  scan: {
    ...ONE,
    title: 'flatbed scan, 150 to 300 dpi',
    bar: 1,
    from: 'print',
    leak: ([page], options) =>
      leakScan(page, { ...options, dpi: seededRandom(options.seed, 'bench dpi').pick([150, 200, 300]) }),
  },
  'photocopy-scan': {
    ...ONE,
    title: 'photocopy, scanned',
    bar: 0.95,
    from: 'mono',
    leak: ([page], options) => leakPhotocopy(page, options),
  },
  'photocopy-photo': {
    ...ONE,
    title: 'photocopy, photographed, messenger',
    bar: 0.95,
    from: 'mono',
    leak: ([page], options) => leakPhotocopyPhoto(page, tilted({ ...options, messenger: true })),
  },
  'thumbnail-screenshot': {
    ...ONE,
    title: 'thumbnail of a screenshot',
    bar: 0.8,
    from: 'screen',
    leak: async ([page], options) => thumbnailOf(await anyScreenshot(page, options)),
  },
  'thumbnail-screen-photo': {
    ...ONE,
    title: 'thumbnail of a photo of a screen',
    bar: 0.8,
    from: 'screen',
    leak: async ([page], options) => thumbnailOf(await leakScreenPhoto(page, tilted(options))),
  },
  'thumbnail-print-photo': {
    ...ONE,
    title: 'thumbnail of a photo of a print',
    bar: 0.8,
    from: 'print',
    leak: async (pages, options) => thumbnailOf(await printPhoto({})(pages, options)),
  },
  'sheet-flat': { ...SHEET, title: 'real sheet, flat', bar: 0.99, bend: 'perspective' },
  'sheet-curled': { ...SHEET, title: 'real sheet, curled', bar: 0.99, bend: 'curled' },
  'sheet-folded': { ...SHEET, title: 'real sheet, folded', bar: 0.9, bend: 'fewfold' },
  'sheet-crumpled': { ...SHEET, title: 'real sheet, crumpled', bar: 0.6, bend: 'crumpleseasy' },
  'average-two': {
    ...MIXED,
    title: 'two copies averaged',
    contributors: 2,
    leak: averaged(() => [0.5, 0.5]),
  },
  'average-three': {
    ...MIXED,
    title: 'three copies averaged',
    contributors: 3,
    leak: averaged(() => [1 / 3, 1 / 3, 1 / 3]),
  },
  'average-faint': {
    ...MIXED,
    title: 'two copies, one of them faint',
    contributors: 2,
    leak: averaged((dice) => {
      const weight = dice.between(0.1, 0.35)
      return [1 - weight, weight]
    }),
  },
  'splice-two': { ...MIXED, title: 'strips of two copies', contributors: 2, leak: spliced },
  'splice-three': { ...MIXED, title: 'strips of three copies', contributors: 3, leak: spliced },
} as const satisfies Readonly<Record<string, Channel>>

export type LeakKind = keyof typeof CHANNELS

export const channelOf = (kind: LeakKind): Channel => CHANNELS[kind]

const isLeakKind = (name: string): name is LeakKind => name in CHANNELS

export const LEAK_KINDS: readonly LeakKind[] = Object.keys(CHANNELS).filter(isLeakKind)
