import { SIGNS_PER_MARK } from './text-marks.ts'

/**
 * The treaty between issuing and tracing: where each carrier sits on a page.
 *
 * Units: "page millimetres", x right and y down from the top-left corner of the visible page as a
 * viewer shows it (crop box, Rotate and UserUnit applied). A layout is worked out once, when a
 * document is first issued, and kept with it for ever, so that copies issued years ago still trace
 * whatever becomes of the code that chose the places. Layouts are the same for every copy of a document
 * and tell nothing about any: only the signs are secret.
 */
export const MARK_VERSION = 1

export type Medium = 'screen' | 'paper' | 'both'

/** Carriers that a picture of a page shows. */
export type PictureCarrier = 'tint' | 'words' | 'dots'
export const PICTURE_CARRIERS: readonly PictureCarrier[] = ['tint', 'words', 'dots']

/** So many dots lay a page by themselves, where it has little else to be laid by. */
export const DOTS_TO_LAY_BY = 150

/** A carrier whose evidence is scored by signs. `visible` and `file` are read, not scored. */
export type ScoredCarrier = PictureCarrier | 'text' | 'wording'
export const SCORED_CARRIERS: readonly ScoredCarrier[] = [...PICTURE_CARRIERS, 'text', 'wording']

/** One scale of square tint cells; cell (column, row) covers [column, column+1) x [row, row+1) cells. */
export interface TintScale {
  readonly cellMm: number
  readonly columns: number
  readonly rows: number
}

/** A word, or a group of glyphs of Chinese, that is moved as one. */
export interface WordPlace {
  /** Middle of the word's box. */
  readonly x: number
  readonly y: number
  /** Extent along and across the reading direction. */
  readonly along: number
  readonly across: number
  /** Reading direction in radians, clockwise as displayed (0 = left to right). */
  readonly angle: number
  /**
   * Of a piece of a longer word: the first piece, whose sign across says how high all of them stand, for letters of one word at two
   * heights are seen. The piece's own sign across then says nothing.
   */
  readonly first?: number
  /** Nothing is seen of it, in grey: it lies beneath a picture, or is as light as its ground. Its signs say nothing. */
  readonly unseen?: true
  /** It is no text but what the page's picture of this number shows there. Such words come after those of the text. */
  readonly picture?: number
}

/** A micro-dot; its copy's sign puts it at (x, y) + sign * (dx, dy). */
export interface DotPlace {
  readonly x: number
  readonly y: number
  readonly dx: number
  readonly dy: number
}

/** Where a mark of the text carrier stands. */
export interface TextPlace {
  /** After so many of the page's letters. */
  readonly after: number
  /** The writer's number for the place in the page's content. */
  readonly stop: number
}

/** The text layer of a page. */
export interface TextLayout {
  /** The page's letters in reading order, as read-text.ts counts them: a passage that leaked is looked for in them. */
  readonly letters: string
  /** In reading order, no two after the same letter. Mark k has the signs from SIGNS_PER_MARK * k on. */
  readonly places: readonly TextPlace[]
}

/** Words that stand in one of two wordings, both approved by the author: a copy's sign -1 leaves them as printed, +1 sets the equal. */
export interface WordingPlace {
  /** The words as printed are those of the page's folded text from here to `to`. */
  readonly from: number
  readonly to: number
  /** The other wording, as it is written; compare it folded. */
  readonly equal: string
  /** The writer's numbers for the glyphs that make way, in content order from 0, and what it sets there: words beside the place may give or take room. */
  readonly firstGlyph: number
  readonly glyphs: number
  readonly drawn: string
  /** Where those glyphs stand on the page. */
  readonly box: WordPlace
}

/** The wordings of a page. */
export interface WordingLayout {
  /** The page's text as printed, folded (see fold-wording.ts): a passage that leaked is laid on it. */
  readonly text: string
  /** In order of the text, none over another. */
  readonly places: readonly WordingPlace[]
}

export interface PageLayout {
  readonly version: typeof MARK_VERSION
  readonly widthMm: number
  readonly heightMm: number
  readonly tint: readonly TintScale[]
  readonly words: readonly WordPlace[]
  /** How far words move: sign 2k moves word k along its reading direction, sign 2k+1 across it (down). */
  readonly wordAlongMm: number
  readonly wordAcrossMm: number
  readonly dots: readonly DotPlace[]
  readonly dotDiameterMm: number
  /** Absent from layouts that were made before there was a text carrier. */
  readonly text?: TextLayout
  /** Absent unless the author allowed other wordings. */
  readonly wording?: WordingLayout
}

/** The word or piece by whose sign a word moves across its line. */
export const headOf = (words: readonly WordPlace[], word: number): number => words[word].first ?? word

/** Half the width and height of the upright box around a word, were its line `tall` times as high. */
export const halfExtents = (
  { along, across, angle }: WordPlace,
  tall = 1,
): readonly [width: number, height: number] => {
  const [c, s] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))]
  return [(along * c + tall * across * s) / 2, (along * s + tall * across * c) / 2]
}

/** The words that a picture of the page can show. */
export const seenWords = ({ words }: Pick<PageLayout, 'words'>): readonly WordPlace[] =>
  words.filter(({ unseen }) => unseen === undefined)

/** How many signs each carrier takes on a page. */
export const signCount = (layout: PageLayout, carrier: ScoredCarrier): number => {
  switch (carrier) {
    case 'tint':
      return layout.tint.reduce((n, scale) => n + scale.columns * scale.rows, 0)
    case 'words':
      return 2 * layout.words.length
    case 'dots':
      return layout.dots.length
    case 'text':
      return SIGNS_PER_MARK * (layout.text?.places.length ?? 0)
    case 'wording':
      return layout.wording?.places.length ?? 0
  }
}
