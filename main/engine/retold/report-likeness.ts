import type { RetoldDocument, SharedFact } from '../../../shared/contract/retold-results.ts'
import { sharedFactSchema } from '../../../shared/contract/retold-results.ts'
import type { DocumentRow } from '../../register/rows.ts'
import { cleanText } from '../../retold/clean-text.ts'
import { toldApart, versionsAmong } from '../../retold/compare-versions.ts'
import type { Shared } from '../../retold/find-passage.ts'
import type { Asked } from '../../retold/look-up.ts'
import { sharedBy } from '../../retold/search-posts.ts'
import type { Likeness } from '../../retold/search-posts.ts'

export const nameOf = ({ id, title, number, version, classification }: DocumentRow) => ({
  id,
  title,
  number,
  version,
  classification,
})

const FACT = sharedFactSchema.shape.kind

const said = (post: string, { mention: { start, end } }: Asked): string => post.slice(start, end)

const twoPlaces = (value: number): number => Math.round(value * 100) / 100

/** What two texts share, each thing with its page: facts apart from mere words. */
const factsOf = (
  likeness: Likeness,
  post: string,
  pages: readonly string[],
): { readonly facts: SharedFact[]; readonly words: string[] } => {
  const elsewhere = new Map<Shared, number>(likeness.elsewhere.map((shared) => [shared, shared.page]))
  const facts: SharedFact[] = []
  const words = new Set<string>()
  for (const shared of sharedBy(likeness)) {
    const { asked, key, start, end } = shared
    const kind = FACT.safeParse(key.kind)
    if (!kind.success) {
      words.add(said(post, asked))
      continue
    }
    const page = elsewhere.get(shared) ?? likeness.page
    facts.push({
      kind: kind.data,
      said: said(post, asked),
      saidAt: { start: asked.mention.start, end: asked.mention.end },
      written: cleanText(pages[page]).slice(start, end),
      page: page + 1,
      writtenAt: { start, end },
      exact: key.exact,
      onPages: key.pages,
      bits: twoPlaces(key.bits),
    })
  }
  return { facts: facts.toSorted((a, b) => b.bits - a.bits), words: [...words] }
}

/** Documents that may be versions of one another, with their texts. */
export interface Candidates {
  readonly rows: ReadonlyMap<string, DocumentRow>
  readonly texts: ReadonlyMap<string, readonly string[]>
}

const normalTitle = ({ title }: DocumentRow): string =>
  title.normalize('NFKC').replace(/\s+/g, '').toLowerCase()

const alikeTo = (document: string, { rows, texts }: Candidates): string[] => {
  const own = rows.get(document)
  const others = new Map([...texts].filter(([id]) => id !== document))
  const bySubject = [...others.keys()].filter((id) => {
    const row = rows.get(id)
    if (own === undefined || row === undefined) return false
    return normalTitle(own) === normalTitle(row) || (own.number !== null && own.number === row.number)
  })
  return [...new Set([...bySubject, ...versionsAmong(texts.get(document) ?? [], others)])]
}

/** A likeness in the words of the result, but for who had it. */
export const reportLikeness = (
  likeness: Likeness,
  search: { readonly post: string; readonly asked: readonly Asked[] },
  candidates: Candidates,
): Omit<RetoldDocument, 'exposure' | 'strength' | 'document'> => {
  const { document, page, text, passage, surplus } = likeness
  const { post, asked } = search
  const pages = candidates.texts.get(document) ?? []
  const alike = alikeTo(document, candidates)
  const family = new Map([document, ...alike].map((id) => [id, candidates.texts.get(id) ?? []]))
  const alone = toldApart(family, asked)
  const only = (id: string): string[] => [
    ...new Set((alone.get(id) ?? []).map((shared) => said(post, shared.asked))),
  ]
  return {
    page: page + 1,
    passage: { text: text.slice(passage.start, passage.end), start: passage.start, end: passage.end },
    bits: twoPlaces(surplus),
    ...factsOf(likeness, post, pages),
    onlyHere: alike.length === 0 ? [] : only(document),
    alike: alike.flatMap((id) => {
      const row = candidates.rows.get(id)
      return row === undefined ? [] : [{ document: nameOf(row), onlyThere: only(id) }]
    }),
  }
}
