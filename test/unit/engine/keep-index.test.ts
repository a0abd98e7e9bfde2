import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keptIndex } from '../../../main/engine/keep-index.ts'
import type { Cabinet } from '../../../main/engine/sealed-cache.ts'
import { createKeyring } from '../../../main/keys/keyring.ts'
import { breathe } from '../../../main/trace/breathe.ts'
import { LAYERS, type PageFeatures } from '../../../main/trace/describe-page.ts'
import type { PageToCompare } from '../../../main/trace/confirm-pages.ts'
import { seededRandom } from '../../../shared/maths/seeded-random.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const PAGES = 60
const FEATURES = LAYERS[LAYERS.length - 1].from + 5

const pagesOf = (count: number): PageToCompare[] =>
  Array.from({ length: count }, (_, page) => ({ documentId: 'paper', page }))

/** Made up, and each page's own. */
const featuresOf = (page: number): PageFeatures => {
  const random = seededRandom(page + 1)
  const drawn = (most: number) => Float32Array.from({ length: FEATURES }, () => random() * most)
  return {
    features: {
      count: FEATURES,
      width: 1000,
      height: 1400,
      x: drawn(1000),
      y: drawn(1400),
      scale: drawn(8),
      angle: drawn(6),
      signatures: Uint32Array.from({ length: 8 * FEATURES }, () => random() * 2 ** 32),
    },
    words: Uint16Array.from({ length: FEATURES }, () => random() * 65536),
    pxPerMm: 5,
  }
}

describe('the kept index', () => {
  let vault: Cabinet
  let asked: number[]
  beforeEach(() => {
    vault = {
      dir: temporaryFolder('index'),
      keyring: createKeyring(new Uint8Array(32).fill(3), { vaultId: 'v-index', signs: 2 }),
    }
  })
  afterEach(() => vault.keyring.close())

  const indexOf = (pages: readonly PageToCompare[], layer: number) => {
    asked = []
    return keptIndex(vault, new Map())(pages, layer, (number) => {
      asked.push(pages[number].page)
      return Promise.resolve(featuresOf(pages[number].page))
    })
  }
  const sizeOf = ({ from, to }: (typeof LAYERS)[number]): number => Math.min(to, FEATURES) - from

  it.each([...LAYERS.entries()])('asks for a page’s features once (layer %i)', async (layer, range) => {
    const made = await indexOf(pagesOf(PAGES), layer)
    expect(asked).toEqual(pagesOf(PAGES).map(({ page }) => page))
    expect(made.places.length).toBe(PAGES * sizeOf(range))
    const read = await indexOf(pagesOf(PAGES), layer)
    expect(asked).toEqual([])
    expect(read.places).toEqual(made.places)
    const grown = await indexOf(pagesOf(PAGES + 2), layer)
    expect(asked).toEqual([PAGES, PAGES + 1])
    expect(grown.places.length).toBe((PAGES + 2) * sizeOf(range))
  })

  it('takes a part of it where a trace was narrowed, and keeps the whole', async () => {
    await indexOf(pagesOf(PAGES), 0)
    // Enough to be worth keeping, and one that the whole has not.
    const narrowed = pagesOf(PAGES + 1).slice(5)
    const some = await indexOf(narrowed, 0)
    expect(asked).toEqual([PAGES])
    expect(new Set(some.pages)).toEqual(new Set(narrowed.keys()))
    await indexOf(pagesOf(PAGES), 0)
    expect(asked).toEqual([])
  })

  it('is made anew where a part of it was changed or is gone', async () => {
    const made = await indexOf(pagesOf(PAGES), 0)
    const parts = () => readdirSync(join(vault.dir, 'cache')).map((name) => join(vault.dir, 'cache', name))
    expect(parts().length).toBe(2)
    for (const [k, spoil] of [
      (file: string) => rmSync(file),
      (file: string) => {
        const bytes = readFileSync(file)
        bytes[bytes.length >> 1] ^= 1
        writeFileSync(file, bytes)
      },
    ].entries()) {
      spoil(parts()[k])
      expect((await indexOf(pagesOf(PAGES), 0)).places).toEqual(made.places)
      expect(asked.length).toBe(PAGES)
    }
    await indexOf(pagesOf(PAGES), 0)
    expect(asked).toEqual([])
  })

  it('stops where it is told to, and keeps nothing of it', async () => {
    const stopper = new AbortController()
    const described = async (number: number) => {
      await breathe(stopper.signal)
      if (number === 20) stopper.abort()
      return featuresOf(number)
    }
    const index = keptIndex(vault, new Map())
    await expect(index(pagesOf(PAGES), 0, described)).rejects.toMatchObject({ code: 'cancelled' })
    expect(existsSync(join(vault.dir, 'cache'))).toBe(false)
  })
})
