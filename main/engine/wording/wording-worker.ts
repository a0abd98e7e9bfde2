import { workerData } from 'node:worker_threads'
import type { WordingLayout } from '../../../shared/mark/layout.ts'
import { openDocument } from '../../document/open-document.ts'
import { openRaster } from '../../document/open-raster.ts'
import { openWording } from '../../document/open-wording.ts'
import { openWordViews } from '../../issue/page-views.ts'
import { unseenBoxes } from '../../issue/unseen-words.ts'
import { measureWording } from '../../issue/wording/measure-wording.ts'
import { placeWording } from '../../issue/wording/place-wording.ts'
import { proposePlaces } from '../../issue/wording/propose-places.ts'
import type { Proposal } from '../../issue/wording/propose-places.ts'
import { serveJobs } from '../serve-jobs.ts'

/** A thread that holds a paper open, which may be anybody's, and looks for places in its text page by page. */
export interface WordingWorkerData {
  readonly original: Uint8Array
  readonly password: string | null
}

/** A page from 0; null asks how many there are. */
export type WordingJob = number | null

export interface ProposedWording extends Omit<Proposal, 'slot'> {
  /** From 1. */
  readonly page: number
}

export interface PageProposals {
  readonly pages: number
  readonly places: readonly ProposedWording[]
  /** The places as they would be kept. */
  readonly layout: WordingLayout
  /** Why others are not proposed. */
  readonly refused: readonly (readonly [reason: string, places: number])[]
}

const NOTHING = { places: [], layout: { text: '', places: [] }, refused: [] }

const { original, password } = workerData as WordingWorkerData
const options = password === null ? {} : { password }
const openAll = async () => {
  const source = await openDocument(original, options)
  return { source, views: await openWordViews(source, await openRaster(original, options)) }
}
let opened: ReturnType<typeof openAll> | null = null

const UNREAD = 'viewers read this text otherwise than it is printed'
const UNSEEN = 'these words cannot be seen on the page'

const told = (reason: string, places: number): (readonly [string, number])[] =>
  places === 0 ? [] : [[reason, places]]

/** What is proposed must be what could be issued: placed by the same code, and read as a viewer gives it. */
const propose = async (page: WordingJob): Promise<PageProposals> => {
  const { source, views } = await (opened ??= openAll())
  const pages = source.pages.length
  if (page === null) return { pages, ...NOTHING }
  const wording = openWording(source, page)
  const { proposals, refused } = proposePlaces(wording)
  const all = proposals.map(({ slot: _slot, ...place }): ProposedWording => ({ page: page + 1, ...place }))
  const { layout, printed, indexes } = placeWording(wording, all)
  const residuals = measureWording({ wording: layout }, views.chars(page))
  const unseen = unseenBoxes(printed, page, source.pages[page].geometry, views)
  const seen = [...layout.places.keys()].filter((k) => !unseen[k])
  const read = seen.filter((k) => residuals[k] === -1)
  const hidden = layout.places.length - seen.length
  const unread = proposals.length - hidden - read.length
  return {
    pages,
    places: read.map((k) => all[indexes[k]]),
    layout: { text: layout.text, places: read.map((k) => layout.places[k]) },
    refused: [...refused, ...told(UNSEEN, hidden), ...told(UNREAD, unread)],
  }
}

serveJobs(propose)
