import { describe, expect, it } from 'vitest'
import { toldApart, versionsAmong } from '../../../main/retold/compare-versions.ts'
import { newFactIndex, openFactIndex } from '../../../main/retold/fact-index.ts'
import { factsShared, searchPosts, sharedBy, strengthOf } from '../../../main/retold/search-posts.ts'
import { readInnocent, readPapers, readPosts, textsOfPaper } from '../../retold/read-retold.ts'

const texts = new Map(readPapers().map((paper) => [paper.id, textsOfPaper(paper)]))
const textOf = (document: string): readonly string[] => texts.get(document) ?? []
const index = newFactIndex()
index.add(texts)

const search = (post: string) => searchPosts(index, textOf, post)

describe('the benchmark of posts, in small', () => {
  it('finds the right paper first for nearly all, and for all among five', async () => {
    const ranks: number[] = []
    for (const { of, text } of readPosts()) {
      const { likenesses } = await search(text)
      ranks.push(likenesses.findIndex(({ document }) => of.includes(document)))
    }
    expect(ranks.filter((rank) => rank !== 0).length).toBeLessThanOrEqual(4)
    expect(ranks.filter((rank) => rank < 0 || rank >= 5)).toEqual([])
  })

  it('finds nothing in nearly all posts about other things', async () => {
    const said: string[] = []
    for (const text of readInnocent()) {
      const [best] = (await search(text)).likenesses
      if (best !== undefined && strengthOf(best) === 'found') said.push(text)
    }
    expect(said.length).toBeLessThanOrEqual(2)
  })
})

describe('what is found', () => {
  it('lies side by side: the words of the post, the words of the page', async () => {
    const { post, likenesses } = await search('他们说总投资七个多亿，青岬县二院搬去东湖，占地86亩')
    const [best] = likenesses
    expect(best.document).toBe('z01')
    expect(best.page).toBe(0)
    const pairs = factsShared(best).map(({ asked: { mention }, start, end }) => [
      post.slice(mention.start, mention.end),
      best.text.slice(start, end),
    ])
    expect(pairs).toContainEqual(['86亩', '八十六亩'])
    const { start, end } = best.passage
    expect(best.text.slice(start, end)).toContain('东湖新区')
    expect(sharedBy(best).every((shared) => shared.key.pages > 0)).toBe(true)
  })

  it('is nothing where only common words agree', async () => {
    const { likenesses } = await search(
      'the committee had a meeting and decided to raise money for the school',
    )
    expect(likenesses.filter((likeness) => strengthOf(likeness) !== 'nothing')).toEqual([])
  })

  it('ranks a rare fact over many common words', async () => {
    const { likenesses } = await search(
      'a report on the plan says the board met about costs, seal number 77321',
    )
    expect(likenesses[0].document).toBe('e39')
  })

  it('counts a thing once, however often the post says it', async () => {
    const once = await search('benzene at Quarry Bottom')
    const often = await search('benzene at Quarry Bottom, benzene, benzene! Quarry Bottom, benzene')
    expect(often.likenesses[0].weight).toBeCloseTo(once.likenesses[0].weight)
  })
})

describe('versions', () => {
  const others = (id: string) => new Map([...texts].filter(([other]) => other !== id))

  it('are told by most of their words being the same', () => {
    expect(versionsAmong(textOf('e01'), others('e01'))).toEqual(['e02'])
    expect(versionsAmong(textOf('e54'), others('e54'))).toEqual([])
  })

  const apart = async (post: string, ids: readonly string[]) => {
    const { post: cleaned, asked } = await search(post)
    const told = toldApart(new Map(ids.map((id) => [id, textOf(id)])), asked)
    return ids.map((id) =>
      (told.get(id) ?? []).map(({ asked: { mention } }) => cleaned.slice(mention.start, mention.end)),
    )
  }

  it('are told apart by facts that one alone has', async () => {
    expect(await apart('bid raised to 19.75 for Dunmore', ['e05', 'e06'])).toEqual([[], ['19.75']])
    expect(await apart('保证金从七个亿降到六个亿', ['z15', 'z16'])).toEqual([['七个亿'], ['六个亿']])
  })

  it('are not told apart by what both say', async () => {
    expect(await apart('Dunmore, 260 jobs at the Tarbert kilns', ['e05', 'e06'])).toEqual([[], []])
  })
})

describe('any text at all', () => {
  it.each([
    ['one ideograph', '一'],
    ['a scale', '万'],
    ['a surname', '王'],
    ['a word', '水厂'],
    ['points', '一点'],
    ['commas', '1,'],
    ['scales in English', 'million '],
    ['beginnings of numbers', 'one and '],
    ['codes', 'A-1/'],
    ['blanks', ' \u200B'],
  ])('is read and searched for in seconds, though it be %s over and over', async (_, piece) => {
    const text = piece.repeat(20_000 / piece.length)
    const own = newFactIndex()
    const started = performance.now()
    own.add(new Map([['long', [text]]]))
    await searchPosts(own, () => [text], text)
    own.close()
    // Half a second where nothing else runs; what is quadratic takes a minute.
    expect(performance.now() - started).toBeLessThan(10_000)
  })
})

describe('the index', () => {
  it('opens again from its bytes and takes more documents in', async () => {
    const first = newFactIndex()
    first.add(new Map([['e01', textOf('e01')]]))
    const again = openFactIndex(Uint8Array.from(first.bytes()))
    first.close()
    if (again === null) throw new Error('it did not open')
    again.add(new Map([['z01', textOf('z01')]]))
    expect([...again.documents]).toEqual(['e01', 'z01'])
    expect(again.pages).toHaveLength(4)
    const { likenesses } = await searchPosts(again, textOf, '二院搬东湖，八十六亩，郭院长不同意')
    expect(likenesses[0].document).toBe('z01')
    expect(() => again.add(new Map([['z01', []]]))).toThrow(RangeError)
    again.close()
  })

  it('counts pages that say nothing', () => {
    const empty = newFactIndex()
    empty.add(new Map([['scan', ['', '  ', 'a report of 12 May']]]))
    expect(empty.emptyPages()).toBe(2)
    empty.close()
  })
})
