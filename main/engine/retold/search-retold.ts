import { createHash } from 'node:crypto'
import type { NewEvent } from '../../../shared/contract/events.ts'
import { Failure } from '../../../shared/contract/failure.ts'
import { MOST_POST } from '../../../shared/contract/app/retold-calls.ts'
import { EXPOSURE_NOTICE } from '../../../shared/contract/retold-results.ts'
import type { RetoldDocument, RetoldResult } from '../../../shared/contract/retold-results.ts'
import { newId } from '../../register/new-id.ts'
import type { DocumentRow } from '../../register/rows.ts'
import { cleanText } from '../../retold/clean-text.ts'
import { searchPosts, strengthOf } from '../../retold/search-posts.ts'
import type { Likeness, PostSearch } from '../../retold/search-posts.ts'
import type { Vault } from '../../vault.ts'
import type { Calling } from '../calling.ts'
import { exposureOf } from './holdings.ts'
import { openKeptIndex } from './keep-fact-index.ts'
import { textsOf } from './keep-texts.ts'
import { momentOf } from './moment.ts'
import type { Moment } from './moment.ts'
import { nameOf, reportLikeness } from './report-likeness.ts'
import type { Candidates } from './report-likeness.ts'

export interface RetoldRequest {
  /** The post, or what somebody was heard to say. */
  readonly text: string
  readonly by: string
  /** When it was posted: a day or a time. Now unless told. */
  readonly at?: string
  /** No more papers than so many. */
  readonly limit?: number
}

const DOCUMENTS_SHOWN = 5
/** Beyond these no versions of one another are looked for. */
const CANDIDATES = 12

const requireText = (text: string): void => {
  if (cleanText(text) === '') throw new Failure('usage', 'There is no text to search for.')
  if (text.length <= MOST_POST) return
  throw new Failure(
    'usage',
    `A post of up to ${MOST_POST} characters is searched for; cut this one to what matters.`,
  )
}

/** Documents that left the office: of others nobody was handed anything. */
const issuedDocuments = ({ register }: Vault): DocumentRow[] => {
  const issued = new Set(register.copies({ state: 'sealed' }).map(({ documentId }) => documentId))
  return register.documents().filter(({ id }) => issued.has(id))
}

/** Texts of the pages that are read again, and of the papers that go by the same title. */
const candidatesFor = async (
  vault: Vault,
  documents: readonly DocumentRow[],
  likenesses: readonly Likeness[],
): Promise<Candidates> => {
  const rows = new Map(documents.map((row) => [row.id, row]))
  const best = likenesses.slice(0, CANDIDATES).map(({ document }) => document)
  const titles = new Set(best.map((id) => rows.get(id)?.title))
  const sameTitle = documents.filter(({ title }) => titles.has(title)).map(({ id }) => id)
  const texts = new Map<string, readonly string[]>()
  for (const id of new Set([...best, ...sameTitle])) {
    const row = rows.get(id)
    if (row !== undefined) texts.set(id, await textsOf(vault, row))
  }
  return { rows, texts }
}

interface Searched {
  readonly search: PostSearch
  readonly pages: number
  readonly candidates: Candidates
  readonly pagesWithoutText: number
}

const search = async (
  vault: Vault,
  documents: readonly DocumentRow[],
  text: string,
  calling: Calling,
): Promise<Searched> => {
  const index = await openKeptIndex(vault, documents, calling)
  try {
    const rows = new Map(documents.map((row) => [row.id, row]))
    const found = await searchPosts(
      index,
      async (id) => {
        const row = rows.get(id)
        return row === undefined ? [] : textsOf(vault, row)
      },
      text,
    )
    const candidates = await candidatesFor(vault, documents, found.likenesses)
    return { search: found, pages: index.pages.length, candidates, pagesWithoutText: index.emptyPages() }
  } finally {
    index.close()
  }
}

interface Found {
  readonly documents: RetoldDocument[]
  readonly later: RetoldResult['later']
}

/** Papers that say what the post says: those somebody could have had by then, and those of which no copy was made yet. */
const papersFound = (
  vault: Vault,
  { search, candidates }: Searched,
  moment: Moment,
  limit: number,
): Found => {
  const documents: RetoldDocument[] = []
  const later: RetoldResult['later'] = []
  for (const likeness of search.likenesses) {
    const strength = strengthOf(likeness)
    const row = candidates.rows.get(likeness.document)
    if (strength === 'nothing' || row === undefined) continue
    const exposure = exposureOf(vault.register, row.id, moment)
    if (exposure === null) later.push(nameOf(row))
    else if (documents.length < limit)
      documents.push({
        strength,
        document: nameOf(row),
        ...reportLikeness(likeness, search, candidates),
        exposure,
      })
  }
  return { documents, later }
}

const verdictOf = (documents: readonly RetoldDocument[]): RetoldResult['verdict'] => {
  if (documents.length === 0) return 'nothing-found'
  return documents.some(({ strength }) => strength === 'found') ? 'found' : 'weak'
}

/** What the register keeps of a search: which post by its hash, not the post. */
const searchEvent = ({ text, by }: RetoldRequest, result: RetoldResult): NewEvent => ({
  type: 'exposure-searched',
  by,
  body: {
    searchId: result.id,
    textSha256: createHash('sha256').update(text).digest('hex'),
    characters: text.length,
    until: result.at,
    verdict: result.verdict,
    documents: result.documents.map(({ document, page, facts, bits }) => ({
      documentId: document.id,
      page,
      facts: facts.length,
      bits,
    })),
    pages: result.searched.pages,
  },
})

/**
 * Who could have known: which issued papers say what a post says in other words, and who had copies of them by then. It never
 * names a copy. The search is itself an event.
 */
export const searchRetold = async (
  vault: Vault,
  request: RetoldRequest,
  calling: Calling = {},
): Promise<RetoldResult> => {
  const started = performance.now()
  requireText(request.text)
  const moment = momentOf(request.at)
  const documents = issuedDocuments(vault)
  const searched = await search(vault, documents, request.text, calling)
  const found = papersFound(vault, searched, moment, request.limit ?? DOCUMENTS_SHOWN)
  const { post, said, facts } = searched.search
  const result: RetoldResult = {
    id: newId('x'),
    kind: 'exposure',
    notice: EXPOSURE_NOTICE,
    verdict: verdictOf(found.documents),
    at: moment.iso,
    post,
    said: { things: said, facts },
    searched: {
      documents: documents.length,
      pages: searched.pages,
      pagesWithoutText: searched.pagesWithoutText,
    },
    ...found,
    seconds: Math.round((performance.now() - started) / 10) / 100,
  }
  vault.register.append([searchEvent(request, result)])
  return result
}
