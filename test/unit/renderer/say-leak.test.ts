import { changeLanguage, init } from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { en } from '../../../renderer/words/en/all-words.ts'
import { sayLeak } from '../../../renderer/words/say-leak.ts'
import { zh } from '../../../renderer/words/zh/all-words.ts'
import { leakName, leakPart } from '../../../shared/contract/leak-name.ts'

const NAMES = [
  { part: { file: 'a.jpg' }, en: 'a.jpg', zh: 'a.jpg' },
  { part: { file: '纪要.pdf', page: 2 }, en: '纪要.pdf, page 2', zh: '纪要.pdf（第 2 页）' },
  {
    part: { file: 'chat.png', piece: { number: 3, of: 4 } },
    en: 'chat.png, part 3 of 4',
    zh: 'chat.png（共 4 段，第 3 段）',
  },
  {
    part: { file: 'a, page b.tif', page: 12 },
    en: 'a, page b.tif, page 12',
    zh: 'a, page b.tif（第 12 页）',
  },
] as const

describe('the name of a page or a piece of a leak', () => {
  beforeAll(() =>
    init({
      lng: 'en',
      resources: { en: { translation: en }, zh: { translation: zh } },
      interpolation: { escapeValue: false },
    }),
  )

  it.each(NAMES)('$en is understood', ({ part, en }) => {
    expect(leakName(part)).toBe(en)
    expect(leakPart(en)).toEqual(part)
  })

  it.each(['en', 'zh'] as const)('and told (%s)', async (language) => {
    await changeLanguage(language)
    expect(NAMES.map(({ en }) => sayLeak(en))).toEqual(NAMES.map((one) => one[language]))
  })
})
