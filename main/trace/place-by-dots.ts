import type { Cancellation } from '../../shared/contract/failure.ts'
import { longEdge } from '../../shared/maths/plane.ts'
import type { Pyramid } from '../image/pyramid.ts'
import {
  alignDots,
  isBare,
  isLaidByContent,
  isSurelyLaid,
  isSurelyThePage,
  seeDots,
  type LaidByDots,
} from './align-dots.ts'
import { seeSpecks, sheetByDots } from './find-by-dots.ts'
import type { LibraryPage, TraceLibrary } from './library.ts'
import type { PlacedPage } from './placed-page.ts'
import { settleOnDots } from './settle-dots.ts'
import { lieAlike, type Sheet } from './sheet.ts'

/** Pages that are also laid by their dots, in so many ways: on a bare page several views fit what little content there is equally well. */
const PAGES_BY_DOTS = 4
const WAYS_BY_DOTS = 4
/** Two ways that put every corner of the page nearer than this share of the picture are one. */
const SAME_WAY = 0.02

/** Ways of laying one page that differ, in their order. */
const distinctWays = (sheets: readonly Sheet[], page: LibraryPage, picture: Pyramid): Sheet[] => {
  const kept: Sheet[] = []
  for (const sheet of sheets)
    if (!kept.some((other) => lieAlike([other, sheet], page.layout, SAME_WAY * longEdge(picture.full))))
      kept.push(sheet)
  return kept.slice(0, WAYS_BY_DOTS)
}

/**
 * Of each page that fits (pages that are all but the same, and editions of one, each with dots of its own), the ways of laying it that most
 * of its dots confirm: all of them together, and window by window. Where dots may be is the same in all copies, so that choice knows nothing of any.
 */
export const placeByDots = async (
  library: TraceLibrary,
  picture: Pyramid,
  placed: readonly PlacedPage[],
  signal: Cancellation | undefined,
): Promise<{ readonly found: PlacedPage[]; readonly isSure: boolean }> => {
  const found: PlacedPage[] = []
  // Where the dots are surely one page's, another lies as that one does (its dots are the same), or is not the one.
  let sure: Sheet | null = null
  const ways = Map.groupBy(placed, ({ documentId, page }) => `${page} ${documentId}`)
  for (const alike of [...ways.values()].slice(0, PAGES_BY_DOTS)) {
    const page = await library.page(alike[0].documentId, alike[0].page)
    if (!isBare(page)) continue
    const isLaid: boolean = sure === null && isLaidByContent(picture, page, alike[0].sheet)
    const atOnce: LaidByDots | null = sure === null && !isLaid ? await layAtOnce(picture, page, signal) : null
    if (atOnce !== null) {
      sure = atOnce.sheet
      found.push({ ...alike[0], sheet: atOnce.sheet })
      continue
    }
    const sheets = distinctWays(
      alike.map(({ sheet }) => sheet),
      page,
      picture,
    )
    // Content that lays the page leaves nothing to choose.
    const starts = isLaid ? sheets.slice(0, 1) : sheets
    const settled: Sheet = sure ?? (await settleOnDots(picture, page, starts, signal))
    const seen = await seeDots(picture, page, settled, signal)
    const byContent: boolean = sure === null && isLaidByContent(picture, page, settled)
    // Laid by its content, or as its outline says, dots that no window shows are too faint to be looked for window by window.
    const isFaint: boolean = sure === null && seen === null && (settled.rest !== undefined || byContent)
    // And where most windows show them as they are, those that do not hide them.
    const isPlain: boolean = seen !== null && (byContent ? isSurelyThePage(seen) : isSurelyLaid(seen))
    const isDone: boolean = sure !== null || isFaint || isPlain
    const laid: LaidByDots | null = isDone
      ? seen
      : await layByDots(picture, page, { sheet: settled, settled: seen?.settled ?? 0 }, sheets, signal)
    if (laid !== null && isSurelyThePage(laid)) sure ??= laid.sheet
    if (laid !== null) found.push({ ...alike[0], sheet: laid.sheet })
    if (isFaint || !isDone) found.push({ ...alike[0], sheet: settled })
  }
  return { found, isSure: sure !== null }
}

/** The page settled on its dots from how they seem to lie; null where these do not then surely say so. */
export const laySurely = async (
  picture: Pyramid,
  page: LibraryPage,
  start: Sheet,
  signal: Cancellation | undefined,
): Promise<LaidByDots | null> => {
  const laid = await seeDots(picture, page, await settleOnDots(picture, page, [start], signal), signal)
  return laid !== null && isSurelyThePage(laid) ? laid : null
}

/** By how the picture's specks lie to one another, from however wrong a guess. */
const layAtOnce = async (
  picture: Pyramid,
  page: LibraryPage,
  signal: Cancellation | undefined,
): Promise<LaidByDots | null> => {
  const start = await sheetByDots(await seeSpecks(picture, signal), page.layout, signal)
  return start && laySurely(picture, page, start.sheet, signal)
}

/** A way of laying a page, and in how many windows its dots are seen as it is. */
type SeenWay = Pick<LaidByDots, 'sheet' | 'settled'>

/** The best of several ways of laying one page, beginning with the one in which most dots are seen as it is. */
const layByDots = async (
  picture: Pyramid,
  page: LibraryPage,
  first: SeenWay,
  others: readonly Sheet[],
  signal: Cancellation | undefined,
): Promise<LaidByDots | null> => {
  const seen: SeenWay[] = [first]
  for (const sheet of others)
    seen.push({ sheet, settled: (await seeDots(picture, page, sheet, signal))?.settled ?? 0 })
  let best: LaidByDots | null = null
  for (const { sheet } of seen.sort((a, b) => b.settled - a.settled)) {
    const laid = await alignDots(picture, page, sheet, signal)
    if (laid !== null && laid.settled > (best?.settled ?? 0)) best = laid
    if (best !== null && isSurelyLaid(best)) return best
  }
  if (best === null) return null
  // What the windows could not follow of its bend, single dots may.
  const settled = await seeDots(
    picture,
    page,
    await settleOnDots(picture, page, [best.sheet], signal),
    signal,
  )
  return settled !== null && settled.settled > best.settled ? settled : best
}
