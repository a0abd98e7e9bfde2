import { prospectSchema } from '../../shared/contract/results.ts'
import { BENCH_PAGE_KINDS } from './bench-papers.ts'
import { channelOf, type LeakKind } from './leak-kinds.ts'
import { markdownTable } from './markdown-table.ts'
import { rate, tracedOf } from './trace-figures.ts'
import type { ForecastRow, TraceRow } from './trace-row.ts'

/** Ways of leaking that a forecast may hold for alike. */
const FAMILIES = [
  'screen',
  'whole print, photo',
  'piece of a print, photo',
  'photocopy',
  'thumbnail',
  'scan',
  'real sheet',
] as const
type Family = (typeof FAMILIES)[number]

const FAMILY_OF: Readonly<Record<LeakKind, Family | 'mixture'>> = {
  screenshot: 'screen',
  'crop-quarter': 'screen',
  'crop-tenth': 'screen',
  'crop-strip': 'screen',
  'screen-photo': 'screen',
  'print-photo-mono': 'whole print, photo',
  'print-photo-colour': 'whole print, photo',
  'print-photo-twice': 'whole print, photo',
  'print-quarter': 'piece of a print, photo',
  'print-paragraph': 'piece of a print, photo',
  scan: 'scan',
  'photocopy-scan': 'photocopy',
  'photocopy-photo': 'photocopy',
  'thumbnail-screenshot': 'thumbnail',
  'thumbnail-screen-photo': 'thumbnail',
  'thumbnail-print-photo': 'thumbnail',
  'sheet-flat': 'real sheet',
  'sheet-curled': 'real sheet',
  'sheet-folded': 'real sheet',
  'sheet-crumpled': 'real sheet',
  'average-two': 'mixture',
  'average-three': 'mixture',
  'average-faint': 'mixture',
  'splice-two': 'mixture',
  'splice-three': 'mixture',
}

const WAYS = ['screen', 'print'] as const
type Way = (typeof WAYS)[number]

/** Which of a page's two forecasts a leak is held against. */
const wayOf = (kind: LeakKind): Way => (channelOf(kind).from === 'screen' ? 'screen' : 'print')

const hasForecast = (row: TraceRow): row is ForecastRow => row.forecast !== undefined

/** How often pages of each forecast named their copy, by how they leaked. */
const outcomeTable = (rows: readonly ForecastRow[]): string => {
  const lines = prospectSchema.options.flatMap((prospect) => {
    const given = rows.filter(({ forecast, leakKind }) => forecast[wayOf(leakKind)] === prospect)
    const line = (family: string, group: readonly ForecastRow[]) =>
      group.length === 0
        ? []
        : [
            [
              prospect,
              family,
              `${group.length}`,
              `${tracedOf(group)}`,
              rate(tracedOf(group), group.length),
            ] as const,
          ]
    return [
      ...FAMILIES.flatMap((family) =>
        line(
          family,
          given.filter(({ leakKind }) => FAMILY_OF[leakKind] === family),
        ),
      ),
      ...line('all', given),
    ]
  })
  return markdownTable(['forecast', 'leaked as', 'leaks', 'traced', 'rate (95 %)'], lines)
}

/** Kinds of pages by forecast, each with how many of its documents that leaked got it. */
const kindTable = (rows: readonly ForecastRow[]): string => {
  const kinds = (way: Way, prospect: string): string =>
    BENCH_PAGE_KINDS.flatMap((kind) => {
      const given = rows.filter(({ pageKind, forecast }) => pageKind === kind && forecast[way] === prospect)
      const documents = new Set(given.map(({ documentId }) => documentId)).size
      return documents === 0 ? [] : [`${kind} ${documents}`]
    }).join(', ')
  const lines = prospectSchema.options.map((prospect) => [
    prospect,
    ...WAYS.map((way) => kinds(way, prospect)),
  ])
  return markdownTable(['forecast', 'pages on a screen', 'pages printed'], lines)
}

/** What `issue` foretells of a page, held against what came of its leaks. Rows of before this was noted are left out. */
export const forecastSection = (rows: readonly TraceRow[]): string => {
  const known = rows.filter(hasForecast)
  if (known.length === 0) return 'No forecasts were noted.\n'
  const missing = rows.length - known.length
  return [
    outcomeTable(known),
    kindTable(known),
    ...(missing === 0 ? [] : [`${missing} leaks without a forecast are not counted.\n`]),
  ].join('\n')
}
