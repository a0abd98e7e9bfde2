import { copyLabel } from '../../shared/contract/copy-label.ts'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Cancellation } from '../../shared/contract/failure.ts'
import { Failure, throwIfCancelled } from '../../shared/contract/failure.ts'
import type { Medium, PageLayout, ScoredCarrier } from '../../shared/mark/layout.ts'
import { SCORED_CARRIERS, signCount } from '../../shared/mark/layout.ts'
import type { SignStream } from '../../shared/mark/signs.ts'
import { packedSigns, signAt } from '../../shared/mark/signs.ts'
import type { RasterDocument } from '../document/document.ts'
import { openRaster } from '../document/open-raster.ts'
import { contentKept } from './content-kept.ts'
import type { CopyFace } from './copy-face.ts'
import { dotLayer } from './draw-dots.ts'
import { visiblePlan } from './draw-visible.ts'
import type { CarrierSwitches, PlannedPage } from './issue.ts'
import { ALL_CARRIERS } from './issue.ts'
import type { CarrierScore } from './judge-carriers.ts'
import { documentShortfall, pageShortfall } from './judge-carriers.ts'
import { dotResiduals } from './measure-dots.ts'
import { measureText } from './measure-text.ts'
import { tintResiduals } from './measure-tint.ts'
import { visibleShows } from './measure-visible.ts'
import { measurePictureWords } from './measure-picture-words.ts'
import { measureWords } from './measure-words.ts'
import type { WordMeasure } from './measure-words.ts'
import type { OriginalPages, RenderedPage } from './original-pages.ts'
import { renderCloseUp, renderForCheck } from './original-pages.ts'
import type { VisibleBlock } from './visible-block.ts'
import { measureWording } from './wording/measure-wording.ts'
import { outside, slotBoxes } from './wording/slot-boxes.ts'
import { visibleBlock } from './visible-block.ts'

export interface CopyCheck {
  /** The copy as it was written. */
  readonly bytes: Uint8Array
  readonly original: OriginalPages
  readonly pages: readonly PlannedPage[]
  readonly signStream: SignStream
  readonly copy: CopyFace
  readonly medium: Medium
  readonly carriers?: CarrierSwitches
  readonly signal?: Cancellation
}

/** Keys of no copy must score like chance: Hoeffding allows 7 once in 20 thousand million. */
const DECOYS = 4
const MOST_DECOY_SCORE = 7
const PAGE_SIZE_TOLERANCE_MM = 0.02
/** A renderer may merge or drop a few characters that come to lie differently; a lost line is more. */
const MOST_LOST_SHARE = 0.01
const MOST_LOST_ANYWAY = 2

/**
 * Opens the written copy as anybody would, renders it and scores it as itself against the original.
 * @throws Failure 'copy-failed-check' that names every page and carrier that falls short.
 */
export const checkCopy = async (check: CopyCheck): Promise<CarrierScore[]> => {
  const copy = await openRaster(check.bytes)
  try {
    refuse(check, pageCountReasons(check, copy.pageCount))
    const block = visibleBlock(check.copy)
    const results: PageResult[] = []
    for (let page = 0; page < check.pages.length; page++) {
      throwIfCancelled(check.signal)
      results.push(checkPage(check, block, page, copy))
      await nextTurn()
    }
    const scores = results.flatMap((result) => result.scores)
    refuse(check, [...results.flatMap(({ reasons }) => reasons), ...documentShortfall(scores)])
    return scores
  } finally {
    copy.close()
  }
}

const refuse = ({ copy }: CopyCheck, reasons: readonly string[]): void => {
  if (reasons.length === 0) return
  throw new Failure(
    'copy-failed-check',
    `Copy ${copyLabel(copy)} for ${copy.recipient.name} does not show its marks as it must and was not released: ` +
      `${reasons.slice(0, 5).join('; ')}. Print the original to a new PDF and issue that, or report this document.`,
    { details: reasons },
  )
}

const pageCountReasons = ({ original }: CopyCheck, pages: number): string[] =>
  pages === original.pageCount ? [] : [`it has ${pages} pages in place of ${original.pageCount}`]

const pageSizeReasons = (
  { original }: CopyCheck,
  page: number,
  widthMm: number,
  heightMm: number,
): string[] => {
  const off = Math.max(
    Math.abs(widthMm - original.widthMm(page)),
    Math.abs(heightMm - original.heightMm(page)),
  )
  return off <= PAGE_SIZE_TOLERANCE_MM ? [] : [`page ${page + 1} changed its size by ${off.toFixed(2)} mm`]
}

interface PageResult {
  readonly scores: CarrierScore[]
  readonly reasons: string[]
}

const checkPage = (check: CopyCheck, block: VisibleBlock, page: number, copy: RasterDocument): PageResult => {
  const misfit = pageSizeReasons(check, page, copy.widthMm(page), copy.heightMm(page))
  if (misfit.length > 0) return { scores: [], reasons: misfit }
  const { layout } = check.pages[page]
  const carriers = check.carriers ?? ALL_CARRIERS
  const before = check.original.page(page, false)
  const render = (printing: boolean) =>
    renderForCheck(copy, page, printing, printing || before.chars.length === 0 ? 'no-chars' : 'chars')
  const after = render(false)
  const scores: CarrierScore[] = []
  const reasons: string[] = []
  const where = `page ${page + 1}`
  const slots = slotBoxes(layout)
  const words = measureWords(layout, before.chars.filter(outside(slots)), after.chars)
  const wording = measureWording(layout, after.chars)
  reasons.push(...misread(check, page, wording).map((reason) => `${where}: ${reason}`))
  if (words.lost > Math.max(MOST_LOST_ANYWAY, MOST_LOST_SHARE * before.chars.length))
    reasons.push(`${where} lost ${words.lost} characters`)
  if (
    !contentKept(before.raster, after.raster, layout.widthMm, slots) &&
    !contentKept(check.original.closeUp(page), renderCloseUp(copy, page), layout.widthMm, slots)
  )
    reasons.push(`${where} does not look like the original`)
  const measured = {
    tint: () => tintMeasure(layout, before, after),
    words: () => wordMeasure(layout, words, before, after),
    dots: () => dotMeasure(check, page, before, after, render),
    text: () => ({ residuals: measureText(layout, after.chars), n: signCount(layout, 'text') }),
    wording: () => ({ residuals: wording, n: signCount(layout, 'wording') }),
  }
  for (const carrier of SCORED_CARRIERS) {
    if (!carriers[carrier]) continue
    const { residuals, n } = measured[carrier]()
    const z = score(check, check.copy.copyId, page, carrier, residuals)
    scores.push({ page, carrier, z, n })
    const against = [...pageShortfall({ carrier, z, n }), ...decoyReasons(check, page, carrier, residuals)]
    reasons.push(...against.slice(0, 1).map((reason) => `${where}: ${reason}`))
  }
  const plan = visiblePlan(layout, block, check.signStream, check.copy.copyId, page)
  if (
    carriers.visible &&
    plan.places.length > 0 &&
    !visibleShows(layout, plan, block, before.raster, after.raster)
  ) {
    reasons.push(`${where}: the visible mark does not show`)
  }
  return { scores, reasons }
}

/** Each place must read as this copy's sign has it. */
const misread = (
  { pages, signStream, copy, carriers }: CopyCheck,
  page: number,
  residuals: Float32Array,
): string[] => {
  const { layout } = pages[page]
  if (layout.wording === undefined || carriers?.wording === false) return []
  const signs = packedSigns(signStream, copy.copyId, page, 'wording', residuals.length)
  return [...residuals.keys()]
    .filter((k) => residuals[k] !== signAt(signs, k))
    .map((k) => `the wording beside "${layout.wording?.places[k].equal ?? ''}" does not read as it was set`)
}

interface Measure {
  readonly residuals: Float32Array
  readonly n: number
}

/** Where tint changed fewer cells than this share, as solid ink may hide it, the others count as measured and empty. */
const LEAST_TINTED = 0.1

const tintMeasure = (layout: PageLayout, before: RenderedPage, after: RenderedPage): Measure => {
  const residuals = tintResiduals(layout, before.raster, after.raster)
  const seen = residuals.reduce((n, r) => n + (r === 0 ? 0 : 1), 0)
  return { residuals, n: Math.max(seen, Math.round(LEAST_TINTED * residuals.length)) }
}

/** What pictures show is measured in the pictures. */
const wordMeasure = (
  layout: PageLayout,
  text: WordMeasure,
  before: RenderedPage,
  after: RenderedPage,
): Measure => {
  const { residuals, measured } = measurePictureWords(layout, before.raster, after.raster)
  return { residuals: residuals.map((r, i) => r + text.residuals[i]), n: text.measured + measured }
}

const dotMeasure = (
  { pages, medium, original }: CopyCheck,
  page: number,
  before: RenderedPage,
  after: RenderedPage,
  render: (printing: boolean) => RenderedPage,
): Measure => {
  const { layout } = pages[page]
  const n = layout.dots.length
  if (n === 0) return { residuals: new Float32Array(0), n }
  const [from, to] =
    dotLayer(medium) === 'print-only' ? [original.page(page, true), render(true)] : [before, after]
  return { residuals: dotResiduals(layout, from.raster, to.raster), n }
}

/** For the few keys of a check, where the table of shared/mark/score.ts would not pay. */
const signedSum = (residuals: Float32Array, packed: Uint8Array): number => {
  let sum = 0
  for (let i = 0; i < residuals.length; i++) sum += residuals[i] * signAt(packed, i)
  return sum
}

const score = (
  { signStream }: CopyCheck,
  copyId: string,
  page: number,
  carrier: ScoredCarrier,
  residuals: Float32Array,
): number => {
  const norm = Math.sqrt(residuals.reduce((energy, r) => energy + r * r, 0))
  const signs = packedSigns(signStream, copyId, page, carrier, residuals.length)
  return signedSum(residuals, signs) / Math.max(norm, 1e-12)
}

const decoyReasons = (
  check: CopyCheck,
  page: number,
  carrier: ScoredCarrier,
  residuals: Float32Array,
): string[] => {
  for (let k = 0; k < DECOYS; k++) {
    const z = score(check, `decoy ${k} of ${check.copy.copyId}`, page, carrier, residuals)
    if (Math.abs(z) > MOST_DECOY_SCORE) return [`${carrier} scores ${z.toFixed(1)} for a key of no copy`]
  }
  return []
}
