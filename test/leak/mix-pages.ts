import type { LeakPage } from './leak-types.ts'
import type { Random } from './random.ts'

/** What several recipients make of their copies of one page: pages of one size, seen alike. */
const assertAlike = (pages: readonly LeakPage[]): void => {
  const [first] = pages
  if (
    pages.every((p) => p.width === first.width && p.height === first.height && p.channels === first.channels)
  )
    return
  throw new RangeError('pages to be mixed must be of one size')
}

/** A page of mixed pixels; mixed anew at every zoom, where all of the pages can be drawn so. */
const mixedPage = (
  pages: readonly LeakPage[],
  data: Uint8Array,
  mix: (drawn: readonly LeakPage[]) => LeakPage,
): LeakPage => {
  const { width, height, channels, dpi } = pages[0]
  const mixed = { width, height, channels, data, dpi }
  if (pages.some(({ drawAt }) => drawAt === undefined)) return mixed
  return { ...mixed, drawAt: (zoomed) => mix(pages.map((page) => page.drawAt?.(zoomed) ?? page)) }
}

/** Laid over one another in a picture editor: weights add up to 1, levels are averaged as coded. */
export const averagePages = (pages: readonly LeakPage[], weights: readonly number[]): LeakPage => {
  assertAlike(pages)
  const sum = new Float32Array(pages[0].data.length).fill(0.5)
  pages.forEach(({ data }, k) => {
    const weight = weights[k]
    for (let i = 0; i < sum.length; i += 1) sum[i] += weight * data[i]
  })
  return mixedPage(pages, new Uint8Array(sum), (drawn) => averagePages(drawn, weights))
}

/** Heights of strips, in parts of the page: none under half of an even share. */
const drawEdges = (strips: number, random: Random): number[] => {
  const heights = Array.from({ length: strips }, () => random.between(0.5, 1.5))
  const total = heights.reduce((sum, h) => sum + h, 0)
  let edge = 0
  return heights.map((h) => (edge += h / total))
}

/** Cut into strips across the page, every copy in turn; `edges` are their lower ends, in parts of the page's height. */
const spliceAt = (pages: readonly LeakPage[], edges: readonly number[]): LeakPage => {
  assertAlike(pages)
  const { width, height, channels } = pages[0]
  const data = new Uint8Array(pages[0].data.length)
  let from = 0
  edges.forEach((edge, k) => {
    const to = k === edges.length - 1 ? height : Math.round(edge * height)
    const [start, end] = [from * width * channels, to * width * channels]
    data.set(pages[k % pages.length].data.subarray(start, end), start)
    from = to
  })
  return mixedPage(pages, data, (drawn) => spliceAt(drawn, edges))
}

export const splicePages = (pages: readonly LeakPage[], strips: number, random: Random): LeakPage =>
  spliceAt(pages, drawEdges(strips, random))
