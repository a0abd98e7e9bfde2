/** A seeded stream of numbers: the simulator's only source of chance. */
export interface Random {
  /** Uniform in [0, 1). */
  readonly next: () => number
  readonly between: (low: number, high: number) => number
  readonly whole: (low: number, highInclusive: number) => number
  readonly pick: <T>(choices: readonly T[]) => T
  readonly chance: (probability: number) => boolean
  readonly gaussian: () => number
}

/** FNV-1a over UTF-16 units, finished with a murmur3 mix: turns any label into 32 well-spread bits. */
const hash32 = (label: string): number => {
  let h = 0x811c9dc5
  for (let i = 0; i < label.length; i += 1) h = Math.imul(h ^ label.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** sfc32, by Chris Doty-Humphrey (PractRand). */
const sfc32 = (label: string): (() => number) => {
  let a = hash32(`${label}/a`)
  let b = hash32(`${label}/b`)
  let c = hash32(`${label}/c`)
  let counter = 1
  return () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return (sum >>> 0) / 4294967296
  }
}

/** Streams with different purposes are independent, so adding a draw in one place leaves the others alone. */
export const seededRandom = (seed: number | string, purpose: string): Random => {
  const next = sfc32(`${seed}|${purpose}`)
  for (let i = 0; i < 12; i += 1) next()
  const between = (low: number, high: number) => low + (high - low) * next()
  const whole = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  return {
    next,
    between,
    whole,
    pick: (choices) => choices[whole(0, choices.length - 1)],
    chance: (probability) => next() < probability,
    gaussian: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  }
}

const GAUSSIAN_TABLE_SIZE = 1 << 16

/** Standard normal deviates, fast enough to be drawn for every pixel. */
export const gaussianSource = (random: Random): (() => number) => {
  const table = Float32Array.from({ length: GAUSSIAN_TABLE_SIZE }, () => random.gaussian())
  let state = (random.whole(1, 0x7ffffffe) | 1) >>> 0
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return table[state & (GAUSSIAN_TABLE_SIZE - 1)]
  }
}
