// `npm run bench:lay`: how far from the truth pages are laid on pictures of them, and what that costs. The simulator knows where every point of
// a page lies in the picture; the tracer does not. The same picture is measured as the tracer lays the page, and as it truly lies. Prints a table.
import { parseArgs } from 'node:util'
import { openRaster } from '../../main/document/open-raster.ts'
import { decodePicture } from '../../main/image/decode.ts'
import { luma } from '../../main/image/luma.ts'
import { pyramidOf } from '../../main/image/pyramid.ts'
import { readPage } from '../../main/trace/read-page.ts'
import { scoreCopy, tabulate, type Reading } from '../../main/trace/score-candidates.ts'
import { placeOnPicture, scaleAt, type Sheet } from '../../main/trace/sheet.ts'
import { sheetThrough } from '../../main/trace/sheet-through.ts'
import { MOST_EDGE_PX } from '../../main/trace/trace.ts'
import type { PageLayout } from '../../shared/mark/layout.ts'
import type { Point } from '../../shared/maths/geometry.ts'
import type { Plane } from '../../shared/maths/plane.ts'
import { median } from '../../shared/maths/statistics.ts'
import { SEVERITIES, type Leak, type Severity, type View } from '../leak/leak-types.ts'
import { makePage, PAGE_KINDS } from '../paper/page-kinds.ts'
import { chosen, wholeNumber } from './flags.ts'
import { issueInLab, LAB_STREAM, leakPageOf, traceInLab, type LabDocument } from './lab.ts'
import { channelOf, LEAK_KINDS, type LeakKind } from './leak-kinds.ts'
import { markdownTable } from './markdown-table.ts'
import { busyPlacesOf, renderedFor } from './make-leak.ts'
import { showsContent } from './page-content.ts'

const { values } = parseArgs({
  options: {
    kinds: { type: 'string', default: 'one-line' },
    channels: {
      type: 'string',
      default: 'print-photo-mono,print-photo-colour,print-photo-twice,photocopy-photo',
    },
    severities: { type: 'string', default: 'hard' },
    leaks: { type: 'string', default: '3' },
    copies: { type: 'string', default: '1000' },
    seed: { type: 'string', default: 'lay' },
  },
})
const kinds = chosen('--kinds', PAGE_KINDS, values.kinds)
const channels = chosen('--channels', LEAK_KINDS, values.channels)
const severities = chosen('--severities', SEVERITIES, values.severities)
const leaks = wholeNumber('--leaks', values.leaks)
const copies = wholeNumber('--copies', values.copies)

const STEP_MM = 6

/** Points of a page, millimetres. */
const gridOf = ({ widthMm, heightMm }: PageLayout): Point[] => {
  const points: Point[] = []
  for (let y = 0; y <= heightMm; y += STEP_MM)
    for (let x = 0; x <= widthMm; x += STEP_MM) points.push({ x, y })
  return points
}

type Truth = (point: Point) => Point

/** Picture pixels as the tracer counts them: of the picture as it was shrunk on reading, centres at whole numbers. */
const truthOf = (leak: Leak, plane: Plane): Truth => {
  const shrunk = plane.width / leak.width
  return ({ x, y }) => {
    const seen = leak.toPixel(x, y)
    return { x: seen.x * shrunk - 0.5, y: seen.y * shrunk - 0.5 }
  }
}

/** As near as a sheet of the tracer's own kind comes to the truth. */
const trueSheet = (layout: PageLayout, truth: Truth): Sheet => {
  const places = gridOf(layout).map((at) => {
    const seen = truth(at)
    return { ...at, seenX: seen.x, seenY: seen.y }
  })
  const fit = { spacing: 12, bend: 1, doubt: Infinity, rounds: 1 }
  const sheet = sheetThrough(places, [layout.widthMm, layout.heightMm], fit, 1e5)
  if (sheet === null) throw new RangeError('the simulator shows the page from its edge')
  return sheet
}

/** Middle miss of what the picture shows of the page, picture pixels. */
const missOf = (sheet: Sheet, layout: PageLayout, truth: Truth, { width, height }: Plane): number => {
  const misses = gridOf(layout).flatMap((point) => {
    const [seen, there] = [truth(point), placeOnPicture(sheet, point.x, point.y)]
    const shown = seen.x >= 0 && seen.y >= 0 && seen.x < width && seen.y < height
    return shown ? [Math.hypot(seen.x - there.x, seen.y - there.y)] : []
  })
  return median(misses)
}

interface Laid {
  readonly missMm: number
  readonly z: number
  readonly trueZ: number
  readonly traced: boolean
}

const lay = async (
  document: LabDocument,
  busy: readonly Point[],
  kind: LeakKind,
  severity: Severity,
  seed: string,
): Promise<Laid> => {
  const channel = channelOf(kind)
  if (channel.from === 'sheet' || channel.contributors !== 1)
    throw new RangeError(`--channels takes pictures of one page, not ${kind}.`)
  const copyId = `${document.documentId}/c0`
  const rendered = renderedFor(channel.from, seed)
  const raster = await openRaster(await document.copy(copyId))
  const accepts = (view: View) => showsContent(view, busy)
  const options = { seed, severity, colour: rendered === 'colour-print', accepts }
  const leak = await channel.leak([leakPageOf(raster, 0, rendered)], options)
  raster.close()
  const plane = luma(await decodePicture(leak.bytes, { maxEdge: MOST_EDGE_PX }))
  const [page] = document.library
  const { layout } = page
  const truth = truthOf(leak, plane)
  const truly = trueSheet(layout, truth)
  const { residuals } = await readPage(pyramidOf(plane), { sheet: truly, agreeing: 1, shown: 1 }, page)
  const readings = [...residuals].map(([carrier, of]) => ({ carrier, page: 0, layout, residuals: of }))
  const suspects = Array.from({ length: copies }, (_, k) => `${document.documentId}/c${k}`)
  const { judgement, hypotheses, pictures } = await traceInLab([document], suspects, [leak.bytes])
  const zOf = (some: readonly Reading[]) => Math.max(...scoreCopy(tabulate(some), LAB_STREAM, copyId))
  const misses = pictures[0].readings.map(({ place }) => missOf(place.sheet, layout, truth, plane))
  return {
    missMm: Math.min(Infinity, ...misses) / scaleAt(truly, layout.widthMm / 2, layout.heightMm / 2),
    z: Math.max(0, ...hypotheses.map((one) => zOf(one.readings))),
    trueZ: zOf(readings),
    traced: judgement.named.some((named) => named.copyId === copyId),
  }
}

const every: Laid[] = []
const rows: string[][] = []
for (const kind of kinds) {
  const original = await makePage(kind, 1)
  const document = await issueInLab(kind, original, 'both')
  const busy = await busyPlacesOf(original)
  for (const channel of channels) {
    for (const severity of severities) {
      const laid: Laid[] = []
      for (let k = 0; k < leaks; k++)
        laid.push(await lay(document, busy, channel, severity, `${values.seed} ${kind} ${channel} ${k}`))
      every.push(...laid)
      const all = (pick: (one: Laid) => number) => laid.map((one) => pick(one).toFixed(1)).join(' ')
      const traced = `${laid.filter((one) => one.traced).length}/${laid.length}`
      const misses = all(({ missMm }) => missMm)
      rows.push([
        `${kind}, ${channel}, ${severity}`,
        misses,
        all(({ z }) => z),
        all(({ trueZ }) => trueZ),
        traced,
      ])
    }
  }
}
const head = ['leak', 'miss of the nearest way, mm', 'z as laid', 'z as it truly lies', 'traced']
process.stdout.write(markdownTable(head, rows))
const spread = (pick: (one: Laid) => number): string => {
  const figures = every.map(pick)
  const [middle, least, most] = [median(figures), Math.min(...figures), Math.max(...figures)]
  return `median ${middle.toFixed(1)} (${least.toFixed(1)} to ${most.toFixed(1)})`
}
process.stdout.write(
  `\n${every.filter(({ traced }) => traced).length} of ${every.length} traced. Miss of the nearest way, mm: ${spread(({ missMm }) => missMm)}; ` +
    `z as laid: ${spread(({ z }) => z)}; z as it truly lies: ${spread(({ trueZ }) => trueZ)}.\n`,
)
