import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { chromium } from 'playwright'
import type { Page } from 'playwright'
import { CHROMIUM } from './start-app.ts'

/** A piece of a PDF as Chromium tells screen readers of it. */
export interface SpokenPart {
  readonly role: 'heading' | 'paragraph'
  readonly text: string
}

/** Of one line of the tree's dump: what it is, and what is spoken of it. */
const NODE = /id#=-?\d+ (\w+)([^]*?)(?=\+*id#=|$)/g
const NAME = / name='([^]*?)' nameFrom/

/** Of a dump by chrome://accessibility: each page of the PDF, and the headings and paragraphs on it. */
const readDump = (dump: string): SpokenPart[][] => {
  const pages: { role: SpokenPart['role']; text: string }[][] = []
  for (const [, role, rest] of dump.matchAll(NODE)) {
    const parts = pages.at(-1)
    if (role === 'region') pages.push([])
    else if (role === 'heading' || role === 'paragraph') parts?.push({ role, text: '' })
    else if (role === 'staticText') {
      const part = parts?.at(-1)
      if (part !== undefined) part.text += NAME.exec(rest)?.[1].replaceAll('<newline>', '\n') ?? ''
    }
  }
  return pages
}

/** Shows the tree of the tab whose title is given, again and again until all of the document's pages are in it. */
const treeOf = async (internals: Page, title: string, pageCount: number): Promise<SpokenPart[][]> => {
  for (let attempt = 0; attempt < 40; attempt++) {
    await internals.reload()
    const buttons = internals.locator('button[id^="page"][id$="showOrRefreshTree"]')
    const show = buttons.and(internals.locator(`[aria-label*="${title}"]`)).first()
    // By script: the page's own layout may lay one button over another. The tab may have no title yet.
    if ((await show.count()) > 0) await show.dispatchEvent('click')
    await internals.waitForTimeout(500)
    const dumps = await internals.locator('pre').allTextContents()
    const pages = dumps.map(readDump).find(({ length }) => length >= pageCount)
    if (pages !== undefined) return pages
  }
  throw new Error(`Chromium told of no ${pageCount} pages of ${title}`)
}

/** What Chromium's PDF viewer gives to screen readers. The PDF's own title tells its tab from others. */
export const spokenParts = async (
  pdf: Uint8Array,
  title: string,
  pageCount: number,
): Promise<SpokenPart[][]> => {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/pdf' }).end(pdf)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  // Playwright's own headless mode has no PDF viewer; Chromium's has.
  const browser = await chromium.launch({
    ...(CHROMIUM !== null && { executablePath: CHROMIUM }),
    headless: false,
    args: ['--headless=new', '--force-renderer-accessibility', '--no-sandbox'],
  })
  try {
    const context = await browser.newContext()
    const viewer = await context.newPage()
    await viewer.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/copy.pdf`)
    const internals = await context.newPage()
    await internals.goto('chrome://accessibility/')
    return await treeOf(internals, title, pageCount)
  } finally {
    await browser.close()
    server.close()
  }
}
