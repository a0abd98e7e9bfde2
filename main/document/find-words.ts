import type { TextStop, TextWord } from './document.ts'
import { continues, continuesSpaced, direction, isAccent, length, mayPart } from './glyph-steps.ts'
import { NO_SLOT, NO_WORD } from './placed-text.ts'
import type { PlacedGlyph } from './placed-text.ts'

/**
 * How many letters move as one at most. In a photo of a paragraph, words as a whole are too few to tell copies apart; and where single
 * ones are plainly seen, more of them say more. A page with little text has them taken further apart. Ideographs move singly.
 */
const LETTERS_AS_ONE = { sparse: 3, full: 4 } as const
/** Glyphs up to which a page is sparse. */
const SPARSE_GLYPHS = 1000

/** Smaller type than this is a texture, or a trick. */
const SMALLEST_EM_MM = 0.5
/** The box of a glyph above its baseline, in em: from descender to ascender. */
const BOX = { letter: { middle: 0.275, across: 0.95 }, ideograph: { middle: 0.38, across: 1 } } as const
/** As a share of a word's height. */
const FARTHEST_SHADOW = 0.25

/**
 * As many groups, of nearly equal size, as it takes for none to be over `size`: with threes 4 = 2 + 2 and 7 = 3 + 2 + 2.
 * Where glyphs may not part, a group runs on.
 */
const groupsOf = (glyphs: readonly PlacedGlyph[], size: number): PlacedGlyph[][] => {
  const count = Math.max(1, Math.ceil(glyphs.length / size))
  const groups: PlacedGlyph[][] = []
  let due = true
  glyphs.forEach((glyph, k) => {
    const group = groups[groups.length - 1]
    due ||= Math.floor((k * count) / glyphs.length) > Math.floor(((k - 1) * count) / glyphs.length)
    const parts = k === 0 || (due && mayPart(glyphs[k - 1], glyph))
    if (parts) groups.push([glyph])
    else group.push(glyph)
    due &&= !parts
  })
  return groups
}

const movedAsOne = (glyphs: readonly PlacedGlyph[], letters: number): PlacedGlyph[][] => {
  if (glyphs.some(({ kind }) => kind === 'joined')) return [[...glyphs]]
  return groupsOf(glyphs, glyphs[0].kind === 'ideograph' ? 1 : letters)
}

/** The box that glyphs take up, as one word. */
export const wordOf = (glyphs: readonly PlacedGlyph[]): TextWord => {
  const letters = glyphs.some((glyph) => !isAccent(glyph))
    ? glyphs.filter((glyph) => !isAccent(glyph))
    : glyphs
  const first = letters[0]
  const [ux, uy] = direction(first)
  const along = ({ x, y }: PlacedGlyph) => (x - first.x) * ux + (y - first.y) * uy
  const start = letters.reduce((least, glyph) => Math.min(least, along(glyph)), 0)
  const end = letters.reduce((most, glyph) => Math.max(most, along(glyph) + length(glyph.advance)), 0)
  const { middle, across } = first.kind === 'ideograph' ? BOX.ideograph : BOX.letter
  // Upright on the baseline also under slanted type, so that each glyph's origin lies in its own word's box.
  const slant = first.em[0] * ux + first.em[1] * uy
  const up = [first.em[0] - slant * ux, first.em[1] - slant * uy] as const
  return {
    x: first.x + ((start + end) / 2) * ux + middle * up[0],
    y: first.y + ((start + end) / 2) * uy + middle * up[1],
    along: end - start,
    across: across * length(up),
    angle: Math.atan2(uy, ux),
    glyphs: glyphs.length,
  }
}

const stopAfter = (glyph: PlacedGlyph): TextStop => {
  const [ux, uy] = direction(glyph)
  return { x: glyph.x, y: glyph.y, angle: Math.atan2(uy, ux), emMm: length(glyph.em) }
}

/** Hebrew, Arabic and their like, with presentation forms. Readers turn such lines round, and what was put in with them. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]/

/** `stands`: whether a glyph is part of the page. */
const findStops = (
  runs: readonly (readonly PlacedGlyph[])[],
  stands: (glyph: PlacedGlyph) => boolean,
  stops: TextStop[],
): void => {
  for (const run of runs) {
    if (run.some(({ text }) => RIGHT_TO_LEFT.test(text))) continue
    run.forEach((glyph, k) => {
      if (!stands(glyph) || !glyph.mayStop || !(glyph.pause || k === run.length - 1)) return
      glyph.stop = stops.push(stopAfter(glyph)) - 1
    })
  }
}

/** Text drawn twice (to look bold, or as a shadow) must move as one, or a ghost would show. */
const wordList = () => {
  const words: TextWord[] = []
  const places = new Map<string, number[]>()
  const indexOf = (word: TextWord): number => {
    const cell = FARTHEST_SHADOW * word.across
    const [column, row] = [Math.round(word.x / cell), Math.round(word.y / cell)]
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        for (const found of places.get(`${column + dx},${row + dy},${word.glyphs}`) ?? []) {
          const other = words[found]
          const apart = Math.max(Math.abs(other.x - word.x), Math.abs(other.y - word.y))
          if (apart < cell && Math.abs(other.along - word.along) < cell) return found
        }
      }
    }
    const key = `${column},${row},${word.glyphs}`
    places.set(key, [...(places.get(key) ?? []), words.length])
    return words.push(word) - 1
  }
  return { words, indexOf }
}

export interface FoundText {
  readonly words: readonly TextWord[]
  readonly stops: readonly TextStop[]
}

export interface WordFinder {
  readonly add: (glyph: PlacedGlyph) => void
  /** Whatever comes next, of what is painted or of what is not, belongs to no word before it. */
  readonly end: (isPainted: boolean) => void
  /** Once, after all glyphs: words and stops, in content order. Every glyph knows its own from then on. */
  readonly finish: () => FoundText
}

/** Glyphs as they come, in runs of which each is a word or a row of ideographs. */
const runFinder = () => {
  const runs: PlacedGlyph[][] = []
  let before: PlacedGlyph | null = null
  /** No two letters of the run touch so far: it may be a word with its letters set wide apart. */
  let spaced = true

  const add = (glyph: PlacedGlyph) => {
    glyph.word = NO_WORD
    if (glyph.kind === 'space') {
      before = null
      return
    }
    const touches = before !== null && continues(before, glyph)
    const joins = touches || (before !== null && spaced && continuesSpaced(before, glyph))
    if (joins) runs[runs.length - 1].push(glyph)
    else runs.push([glyph])
    if (joins && isAccent(glyph)) return
    spaced = !touches
    before = glyph
  }
  return { runs, add, end: () => (before = null) }
}

/**
 * Puts the glyphs of a page together to words, in content order. Words off the visible page are left out. Text that is not painted
 * has no words; its stops come after all others.
 */
export const wordFinder = (widthMm: number, heightMm: number): WordFinder => {
  const painted = runFinder()
  const readOnly = runFinder()

  const isWord = (word: TextWord, first: PlacedGlyph): boolean => {
    const onPage = word.x >= 0 && word.y >= 0 && word.x <= widthMm && word.y <= heightMm
    return onPage && word.along > 0.05 && length(first.em) >= SMALLEST_EM_MM
  }

  const finish = (): FoundText => {
    const { runs } = painted
    const glyphs = runs.reduce((sum, run) => sum + run.length, 0)
    const letters = glyphs <= SPARSE_GLYPHS ? LETTERS_AS_ONE.sparse : LETTERS_AS_ONE.full
    const { words, indexOf } = wordList()
    for (const run of runs) {
      let first: number | null = null
      for (const group of movedAsOne(run, letters)) {
        // Where copies differ in their wording there is nothing to measure a shift of.
        if (group.some(({ slot }) => slot !== NO_SLOT)) continue
        const word = wordOf(group)
        if (!isWord(word, group[0])) continue
        const index: number = indexOf(first === null ? word : { ...word, first })
        for (const glyph of group) glyph.word = index
        if (run[0].kind !== 'ideograph') first ??= words[index].first ?? index
      }
    }
    const stops: TextStop[] = []
    findStops(runs, ({ word }) => word !== NO_WORD, stops)
    findStops(readOnly.runs, (glyph) => isWord(wordOf([glyph]), glyph), stops)
    return { words, stops }
  }
  return {
    add: (glyph) => (glyph.painted ? painted : readOnly).add(glyph),
    end: (isPainted) => (isPainted ? painted : readOnly).end(),
    finish,
  }
}
