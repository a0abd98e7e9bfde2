import { basename, resolve } from 'node:path'
import { throwIfCancelled } from '../../../shared/contract/failure.ts'
import { encodeWordingList } from '../../../shared/contract/wording-list.ts'
import type { WordingList } from '../../../shared/contract/wording-list.ts'
import type { WordingResult } from '../../../shared/contract/wording-results.ts'
import { placesNeeded } from '../../../shared/mark/read-wording.ts'
import { sha256Of } from '../../export/json-lines-file.ts'
import { unreadablePlaces } from '../../issue/wording/place-wording.ts'
import { DEFAULT_LIMIT } from '../../trace/decide.ts'
import type { PaperFile } from '../app/paper-jobs.ts'
import type { Calling } from '../calling.ts'
import { writeDurably } from '../durable-file.ts'
import { readInput } from '../read-input.ts'
import { withHand } from '../work-apart.ts'
import type { PageProposals, ProposedWording, WordingJob, WordingWorkerData } from './wording-worker.ts'

export interface WordingRequest {
  /** Path of the PDF. */
  readonly document: string
  /** Where the list goes; never over another, which may hold approvals. */
  readonly out: string
  readonly password?: string
}

const PATIENCE_MS = 5 * 60_000
const HEAP_MB = 2048
const EXHAUSTED = {
  code: 'document-too-large',
  message:
    'This PDF takes more time or memory to read than a paper should. Print it to a new PDF, or split it, and try again.',
} as const

/** Of which an author may expect to be told what it takes. */
const MANY_COPIES = 1000

const LIKE_ANOTHER = 'the words around it are around another place too'

const proposeAll = (
  original: Uint8Array,
  password: string | undefined,
  { onProgress, signal }: Calling,
): Promise<PageProposals[]> =>
  withHand<WordingJob, PageProposals, PageProposals[]>(
    {
      script: new URL('./wording-worker.ts', import.meta.url),
      workerData: { original, password: password ?? null } satisfies WordingWorkerData,
      patienceMs: PATIENCE_MS,
      heapMb: HEAP_MB,
      exhausted: EXHAUSTED,
    },
    signal,
    async (hand) => {
      const { pages } = await hand.do(null)
      const found: PageProposals[] = []
      for (let page = 0; page < pages; page++) {
        onProgress?.({
          stage: 'importing',
          done: page,
          total: pages,
          about: { kind: 'page', page: page + 1 },
        })
        found.push(await hand.do(page))
        throwIfCancelled(signal)
      }
      return found
    },
  )

/** Those that a passage of the whole paper would tell apart. */
const tellable = (pages: readonly PageProposals[]): ProposedWording[] => {
  const unreadable = unreadablePlaces(pages.map(({ layout }) => layout))
  return pages.flatMap(({ places }, page) => places.filter((_, k) => !unreadable[page].includes(k)))
}

const countBy = <T>(items: readonly T[], keyOf: (item: T) => string): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const item of items) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1
  return counts
}

const refusals = (pages: readonly PageProposals[], like: number): WordingResult['refused'] => {
  const all = pages.flatMap(({ refused }) => refused.flatMap(([reason, n]) => Array<string>(n).fill(reason)))
  const counted = countBy([...all, ...Array<string>(like).fill(LIKE_ANOTHER)], (reason) => reason)
  return Object.entries(counted)
    .map(([reason, places]) => ({ reason, places }))
    .sort((a, b) => b.places - a.places)
}

/** How many places a leaked passage must show before it could name one of many copies by them alone. */
export const placesForMany = (limit: number): WordingResult['needed'] => ({
  copies: MANY_COPIES,
  places: placesNeeded(MANY_COPIES, limit),
})

export interface ProposedList {
  readonly list: WordingList
  /** Places that have an equal which cannot be used, by reason, most first. */
  readonly refused: WordingResult['refused']
}

/**
 * Looks through a paper for places that could be worded otherwise without changing what it says, and lists them for its author,
 * who decides. Needs no vault, and changes nothing.
 * @throws Failure file-not-found, document-broken, document-encrypted, document-too-large
 */
export const listWordings = async (paper: PaperFile, calling: Calling = {}): Promise<ProposedList> => {
  const original = readInput(paper.path)
  const found = await proposeAll(original, paper.password, calling)
  const places = tellable(found).map(({ page, kind, before, printed, equal, after }) => ({
    page,
    kind,
    before,
    printed,
    equal,
    after,
    approved: false,
  }))
  const proposed = found.reduce((sum, page) => sum + page.places.length, 0)
  return {
    list: {
      kind: 'siglum wording',
      format: 1,
      paper: { file: paper.name, sha256: sha256Of(original), pages: Math.max(1, found.length) },
      places,
    },
    refused: refusals(found, proposed - places.length),
  }
}

/** The same, written as a side file. @throws Failure as `listWordings`, and file-unwritable */
export const proposeWording = async (
  { document, out, password }: WordingRequest,
  calling: Calling = {},
): Promise<WordingResult> => {
  const { list, refused } = await listWordings(
    { path: document, name: basename(document), password },
    calling,
  )
  writeDurably(out, Buffer.from(encodeWordingList(list), 'utf8'))
  return {
    file: resolve(out),
    paper: list.paper,
    places: list.places.length,
    kinds: countBy(list.places, ({ kind }) => kind),
    refused,
    needed: placesForMany(DEFAULT_LIMIT),
  }
}
