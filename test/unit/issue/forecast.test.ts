import { describe, expect, it } from 'vitest'
import { openDocument } from '../../../main/document/open-document.ts'
import { openRaster } from '../../../main/document/open-raster.ts'
import { forecastPage } from '../../../main/issue/forecast.ts'
import { planDocument } from '../../support/plan-document.ts'
import { makePage, type PageKind } from '../../paper/page-kinds.ts'
import { scanned, scanOf, type PageMaker } from '../../paper/scanned-page.ts'
import { cover, denseEnglish } from '../../paper/text-pages.ts'
import { onePage } from '../document/raw-pdf.ts'

const forecast = async (kind: PageKind, medium: 'screen' | 'both') =>
  forecastOf(await makePage(kind, 1), medium)

const forecastOf = async (pdf: Uint8Array, medium: 'screen' | 'both') => {
  const raster = await openRaster(pdf)
  const source = await openDocument(pdf)
  const [page] = await planDocument(source, raster, medium)
  raster.close()
  return forecastPage(page.layout, page.ground, medium)
}

describe('how well a page will trace', () => {
  it('is sure of pages full of text, on screen and on paper', async () => {
    expect(await forecast('dense-english', 'both')).toEqual({ screen: 'sure', print: 'sure' })
    expect(await forecast('dense-chinese', 'both')).toEqual({ screen: 'sure', print: 'sure' })
  })

  it('trusts a cover, and a line of text by its dots, less than a page of text', async () => {
    expect((await forecast('cover', 'both')).print).toBe('likely')
    expect((await forecast('one-line', 'both')).print).toBe('likely')
    expect((await forecast('one-line', 'both')).screen).not.toBe('weak')
    expect((await forecast('one-line', 'screen')).print).toBe('weak')
  })

  it('trusts a scan by the words of its picture, and where nothing can be moved in that, by its dots', async () => {
    expect(await forecast('scan', 'both')).toEqual({ screen: 'sure', print: 'sure' })
    expect((await forecast('scanned-cover', 'both')).print).toBe('likely')
    const still = (maker: PageMaker) => scanOf(scanned(maker, 'text', 'png'), 1)
    expect(await forecastOf(await still(denseEnglish), 'both')).toEqual({ screen: 'sure', print: 'likely' })
    expect((await forecastOf(await still(cover), 'both')).print).toBe('likely')
  })

  it('promises nothing of a page with nothing on it, or a speck', async () => {
    const weak = { screen: 'weak', print: 'weak' }
    expect(await forecastOf(onePage({ content: '' }), 'both')).toEqual(weak)
    expect(await forecastOf(onePage({ content: '200 150 1 1 re f' }), 'both')).toEqual(weak)
    const plain = await forecastOf(onePage({ content: '200 150 12 12 re f' }), 'both')
    expect(plain.screen).not.toBe('weak')
  })

  it('knows that a photograph keeps the tint on paper', async () => {
    expect((await forecast('photograph', 'both')).print).toBe('sure')
  })
})
