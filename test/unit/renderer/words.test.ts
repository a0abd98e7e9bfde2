import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { FAILURE_CODES } from '../../../shared/contract/failure.ts'
import { WARNING_CODES } from '../../../shared/contract/warning.ts'
import { en } from '../../../renderer/words/en/all-words.ts'
import { zh } from '../../../renderer/words/zh/all-words.ts'

const ROOT = join(import.meta.dirname, '../../../renderer')

type Tree = { readonly [key: string]: string | Tree }

const flat = (tree: Tree, before = ''): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`${before}${key}`, value]] : [...flat(value, `${before}${key}.`)],
    ),
  )

const english = flat(en)
const chinese = flat(zh)
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)/g)].map(([, name]) => name).sort()

const sources = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('words/en/') && !path.startsWith('words/zh/'))
  .map((path) => readFileSync(join(ROOT, path), 'utf8'))
  .join('\n')

/** Keys that the code names whole, and templates of keys around parts that vary. */
const exact = new Set([...sources.matchAll(/'([\w-]+(?:\.[\w-]+)+)'/g)].map(([, key]) => key))
const templates = [...sources.matchAll(/`([\w-]+\.(?:[\w.-]|\$\{[^}]+\})*)`/g)].map(
  ([, template = '']) =>
    new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\$\{[^}]+\}/g, '[\\w-]+')}$`),
)

const isUsed = (key: string) => {
  const bare = key.replace(/_(one|other)$/, '')
  return exact.has(bare) || templates.some((template) => template.test(bare))
}

describe('words', () => {
  it('are the same in both languages', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort())
  })

  it('have the same placeholders in both languages', () => {
    for (const [key, text] of english)
      expect([key, placeholders(chinese.get(key) ?? '')]).toEqual([key, placeholders(text)])
  })

  it('are all used', () => {
    expect([...english.keys()].filter((key) => !isUsed(key))).toEqual([])
  })

  it('are never empty, and Chinese uses its own punctuation', () => {
    for (const [key, text] of [...english, ...chinese]) expect([key, text.trim()]).not.toEqual([key, ''])
    const half = [...chinese].filter(([, text]) => /[\u4e00-\u9fff][,;:?!]|[,;:?!][\u4e00-\u9fff]/.test(text))
    expect(half).toEqual([])
  })

  it('say every warning and failure that the engine can have', () => {
    for (const words of [english, chinese]) {
      expect(WARNING_CODES.filter((code) => !words.has(`warnings.${code}`))).toEqual([])
      expect(FAILURE_CODES.filter((code) => !words.has(`errors.${code}.title`))).toEqual([])
    }
    expect(WARNING_CODES.length).toBeGreaterThan(5)
    // Nobody forgot to translate one.
    for (const code of WARNING_CODES)
      expect([code, chinese.get(`warnings.${code}`)]).toEqual([
        code,
        expect.stringMatching(/\p{Script=Han}/u),
      ])
  })

  it('are asked for by keys that exist', () => {
    const named = [...sources.matchAll(/\bt\(\s*'([\w.-]+)'/g)].map(([, key]) => key ?? '')
    expect(named.length).toBeGreaterThan(40)
    expect(named.filter((key) => !english.has(key) && !english.has(`${key}_other`))).toEqual([])
  })
})
