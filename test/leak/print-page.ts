import type { LeakPage } from './leak-types.ts'
import type { Random } from './random.ts'
import type { Texture } from './texture.ts'
import { clusteredDotTile, diffuseTone, screenTone } from './halftone.ts'
import { developToner } from './toner.ts'
import { pageAtDpi } from './texture.ts'

export const PRINTER_DPI = 600

export interface PrintOptions {
  readonly colour?: boolean
  readonly screen?: 'clustered' | 'diffused'
}

/** A printed sheet: a texture of codes, and the linear reflectance of each code for red, green and blue. */
export interface PrintedSheet {
  readonly texture: Texture
  readonly reflectance: readonly [Float32Array, Float32Array, Float32Array]
}

const PAPER = [0.85, 0.86, 0.86] as const
const TONER_FLOOR = 0.04

/** Coverage 0..255 to reflectance: Murray-Davies with Yule-Nielsen n = 1.6, for light that scatters in the paper. */
const monoReflectance = (paper: number): Float32Array => {
  const n = 1.6
  return Float32Array.from({ length: 256 }, (_, code) => {
    const a = code / 255
    return ((1 - a) * paper ** (1 / n) + a * TONER_FLOOR ** (1 / n)) ** n
  })
}

const darknessOf = (page: LeakPage): Uint8Array => {
  const { data, channels } = page
  const out = new Uint8Array(page.width * page.height)
  if (channels === 1) for (let i = 0; i < out.length; i += 1) out[i] = 255 - data[i]
  else {
    for (let i = 0, p = 0; i < out.length; i += 1, p += 3) {
      out[i] = 255 - ((data[p] * 77 + data[p + 1] * 150 + data[p + 2] * 29 + 128) >> 8)
    }
  }
  return out
}

const develop = (
  darkness: Uint8Array,
  page: LeakPage,
  lattice: readonly [number, number] | 'diffused',
  random: Random,
): Uint8Array => {
  const { width, height } = page
  const bits =
    lattice === 'diffused'
      ? diffuseTone(darkness, width, height)
      : screenTone(darkness, width, height, clusteredDotTile(...lattice))
  const traits = { roughness: random.between(14, 30), gain: random.between(6, 34) }
  return developToner(bits, width, height, traits, random)
}

const printMono = (page: LeakPage, screen: 'clustered' | 'diffused', random: Random): PrintedSheet => {
  const data = develop(darknessOf(page), page, screen === 'diffused' ? 'diffused' : [4, 4], random)
  const { width, height } = page
  return {
    texture: { width, height, channels: 1, data, perUnit: PRINTER_DPI / 25.4 },
    reflectance: [monoReflectance(PAPER[0]), monoReflectance(PAPER[1]), monoReflectance(PAPER[2])],
  }
}

// Near 15, 75, 0 and 45 degrees: the rational tangents that small tiles allow.
const LATTICES = { cyan: [4, 1], magenta: [1, 4], yellow: [4, 0], black: [3, 3] } as const
// Linear transmittance (red, green, blue) of a solid layer of each toner.
const TONERS = {
  cyan: [0.06, 0.45, 0.72],
  magenta: [0.62, 0.07, 0.28],
  yellow: [0.93, 0.82, 0.08],
  black: [0.05, 0.05, 0.05],
} as const
const INKS = ['cyan', 'magenta', 'yellow', 'black'] as const

/** Darkness of one ink, with full grey-component replacement. */
const separation = (page: LeakPage, ink: (typeof INKS)[number]): Uint8Array => {
  const { data, channels } = page
  const out = new Uint8Array(page.width * page.height)
  const channel = ink === 'black' ? -1 : INKS.indexOf(ink)
  for (let i = 0; i < out.length; i += 1) {
    const p = i * channels
    const top = channels === 1 ? data[p] : Math.max(data[p], data[p + 1], data[p + 2])
    out[i] =
      channel < 0 ? 255 - top : channels === 1 || top === 0 ? 0 : (255 * (top - data[p + channel])) / top
  }
  return out
}

const printColour = (page: LeakPage, random: Random): PrintedSheet => {
  const { width, height } = page
  const layers = INKS.map((ink) => develop(separation(page, ink), page, LATTICES[ink], random))
  const data = new Uint8Array(width * height * 3)
  for (let c = 0; c < 3; c += 1) {
    const passes = INKS.map((ink) =>
      Float32Array.from({ length: 256 }, (_, a) => 1 + (a / 255) * (TONERS[ink][c] - 1)),
    )
    for (let i = 0, p = c; i < width * height; i += 1, p += 3) {
      const light =
        passes[0][layers[0][i]] * passes[1][layers[1][i]] * passes[2][layers[2][i]] * passes[3][layers[3][i]]
      data[p] = light * 255 + 0.5
    }
  }
  const onPaper = (paper: number) =>
    Float32Array.from({ length: 256 }, (_, code) => Math.max(TONER_FLOOR, (code / 255) * paper))
  return {
    texture: { width, height, channels: 3, data, perUnit: PRINTER_DPI / 25.4 },
    reflectance: [onPaper(PAPER[0]), onPaper(PAPER[1]), onPaper(PAPER[2])],
  }
}

/** A 600 dpi laser print. Pages rendered at 600 dpi keep their text's edges; others are resampled first. */
export const printPage = async (
  page: LeakPage,
  options: PrintOptions,
  random: Random,
): Promise<PrintedSheet> => {
  const at600 = await pageAtDpi(page, PRINTER_DPI)
  return options.colour === true
    ? printColour(at600, random)
    : printMono(at600, options.screen ?? 'clustered', random)
}
