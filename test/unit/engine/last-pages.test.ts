import { describe, expect, it } from 'vitest'
import { lastPages } from '../../../main/engine/last-pages.ts'
import { libraryPage, type LibraryPage } from '../../../main/trace/library.ts'
import { bareLayout } from '../../support/bare-layout.ts'

const opening = () => {
  const opened: string[] = []
  const page = lastPages(async (documentId, number): Promise<LibraryPage> => {
    opened.push(`${documentId}${number}`)
    return libraryPage(bareLayout(100, 100), () => ({ width: 1, height: 1, data: new Uint8Array(1) }))
  })
  return { opened, page }
}

describe('pages of a library', () => {
  it('are opened once while they are asked for', async () => {
    const { opened, page } = opening()
    const first = await page('a', 0)
    expect(await page('a', 0)).toBe(first)
    await page('a', 1)
    await page('b', 0)
    expect(opened).toEqual(['a0', 'a1', 'b0'])
  })

  it('are let go when others were asked for since: the memory of a trace does not grow with what it looks into', async () => {
    const { opened, page } = opening()
    await page('a', 0)
    for (let number = 1; number < 20; number++) {
      await page('b', number)
      // Asked for all the while, it stays.
      await page('a', 0)
    }
    expect(opened.filter((name) => name === 'a0')).toHaveLength(1)
    await page('b', 1)
    expect(opened.filter((name) => name === 'b1')).toHaveLength(2)
    await page('b', 19)
    expect(opened.filter((name) => name === 'b19')).toHaveLength(1)
  })
})
