import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRaster } from '../../main/document/open-raster.ts'
import { encodeWordingList, wordingListSchema } from '../../shared/contract/wording-list.ts'
import type { ListedPlace, WordingList } from '../../shared/contract/wording-list.ts'
import { foldWording } from '../../shared/mark/fold-wording.ts'
import { wordingPaper } from '../paper/wording-paper.ts'
import { door, makeVault } from './pages/door.ts'
import { frame } from './pages/frame.ts'
import { issueScreen } from './pages/issue-screen.ts'
import { wordingCard } from './pages/wording-card.ts'
import { WORDS } from './pages/words.ts'
import { LONG, see } from './support/see.ts'
import { CHROMIUM, startApp } from './support/start-app.ts'
import type { App } from './support/start-app.ts'

const { errors } = WORDS.en
/** More lines than the list has room for, with those kept ready above and below. */
const MOST_DRAWN = 40

const pageTexts = async (pdf: string): Promise<string[]> => {
  const raster = await openRaster(readFileSync(pdf))
  const texts = Array.from({ length: raster.pageCount }, (_, page) => foldWording(raster.text(page)))
  raster.close()
  return texts
}

/** Which of its two wordings a place has, by so many characters on each side. */
const wordingOf = (texts: readonly string[], place: ListedPlace, around: number): string[] => {
  const text = texts[place.page - 1] ?? ''
  const [before, after] = [
    foldWording(place.before).slice(-around),
    foldWording(place.after).slice(0, around),
  ]
  return [place.printed, place.equal].filter((words) => text.includes(before + foldWording(words) + after))
}

describe.skipIf(CHROMIUM === null)('wordings by consent', () => {
  let app: App
  let list: WordingList
  const ofPage = (page: number) => list.places.filter((place) => place.page === page)
  beforeAll(async () => {
    app = await startApp({ width: 1280, height: 900 })
    await makeVault(app)
    await door(app).ownPaperButton.click()
    const screen = issueScreen(app)
    await screen.dropPaper('minutes.pdf', Buffer.from(await wordingPaper()))
    await see(screen.thumbnails).toHaveCount(2, LONG)
    await screen.dropList('name,unit\nAnn Lee,Board\nBo Lind,Audit\n')
    await see(screen.cell('name', 2)).toHaveValue('Bo Lind')
  })
  afterAll(async () => app?.end())

  it('are an offer that is closed until somebody opens it, and can be stopped', async () => {
    const card = wordingCard(app)
    await see(card.toggle).toHaveAttribute('aria-expanded', 'false')
    await see(card.find).toHaveCount(0)
    await card.toggle.click()
    await card.find.click()
    await card.stop.click()
    await see(card.find).toBeVisible(LONG)
    await see(card.toggle).toBeFocused()
    await see(card.list).toHaveCount(0)
    await see(frame(app).alert).toHaveCount(0)
  })

  it('are found page by page, none of them ticked, and kept as the command line’s side file', async () => {
    const card = wordingCard(app)
    await card.find.click()
    await card.list.waitFor(LONG)
    list = wordingListSchema.parse(JSON.parse(readFileSync(await card.saveList(), 'utf8')))
    expect(list.places.length).toBeGreaterThan(50)
    expect(list.places.some(({ approved }) => approved)).toBe(false)
    await see(card.ticked(0, list.places.length)).toBeVisible()
    await see(card.agreed).toBeDisabled()
  })

  it('are ticked one by one or by the page, and used only once the author’s agreement is confirmed', async () => {
    const card = wordingCard(app)
    const { page } = app
    await card.place('On 12 March 2026').or(card.place('12 March 2026')).first().focus()
    await page.keyboard.press('Space')
    await see(card.ticked(1, list.places.length)).toBeVisible()
    await card.allOnPage(1).click()
    const count = ofPage(1).length
    await see(card.ticked(count, list.places.length)).toBeVisible()
    await see(card.few).toBeVisible()
    await see(card.notAgreed).toBeVisible()
    const saved = wordingListSchema.parse(JSON.parse(readFileSync(await card.saveList(), 'utf8')))
    expect(saved).toEqual(list)
    await card.agreed.check()
    await see(card.willVary).toBeVisible()
    const agreed = wordingListSchema.parse(JSON.parse(readFileSync(await card.saveList(), 'utf8')))
    expect(agreed.places.map(({ approved }) => approved)).toEqual(
      list.places.map((place) => place.page === 1),
    )
  })

  it('come back out of a side file, to be agreed to again; another paper’s is refused', async () => {
    const card = wordingCard(app)
    await card.putAway.click()
    await card.dropList(
      'other.json',
      encodeWordingList({ ...list, paper: { ...list.paper, sha256: '0'.repeat(64) } }),
    )
    await see(frame(app).alert).toContainText(errors['file-unreadable'].title)
    const places = list.places.map((place) => ({ ...place, approved: place.page === 1 }))
    await card.dropList('minutes.wording.json', encodeWordingList({ ...list, places }))
    await see(card.ticked(ofPage(1).length, list.places.length)).toBeVisible()
    await see(frame(app).alert).toHaveCount(0)
    await see(card.agreed).not.toBeChecked()
  })

  it('that do not fit are said with their places, and nothing is issued', async () => {
    const card = wordingCard(app)
    await card.putAway.click()
    const [first] = list.places
    if (first === undefined) throw new Error('no place')
    const wrong = [first, { ...first, printed: 'zeppelin' }].map((place) => ({ ...place, approved: true }))
    await card.dropList('wrong.json', encodeWordingList({ ...list, places: wrong }))
    await card.agreed.check()
    await issueScreen(app).runButton.click()
    await see(frame(app).alert).toContainText(errors['document-unmarkable'].title, LONG)
    await see(frame(app).alert).toContainText('zeppelin')
    await frame(app).alert.getByRole('button', { name: WORDS.en.common.close }).click()
  })

  it('draw only what is in sight, however many there are', async () => {
    const card = wordingCard(app)
    await card.putAway.click()
    const places = Array.from({ length: 100 }, () => list.places).flat()
    await card.dropList('many.json', encodeWordingList({ ...list, places }))
    await see(card.ticked(0, places.length)).toBeVisible(LONG)
    expect(await card.lines.count()).toBeLessThan(MOST_DRAWN)
    await card.allOnPage(1).click()
    await see(card.ticked(100 * ofPage(1).length, places.length)).toBeVisible()
    expect(await card.lines.count()).toBeLessThan(MOST_DRAWN)
    await card.putAway.click()
  })

  it('are in the copies where they were ticked, and nowhere else', async () => {
    const card = wordingCard(app)
    const places = list.places.map((place) => ({ ...place, approved: place.page === 1 }))
    await card.dropList('minutes.wording.json', encodeWordingList({ ...list, places }))
    await card.agreed.check()
    const screen = issueScreen(app)
    await screen.runButton.click()
    await screen.done.waitFor(LONG)
    await see(card.varied).toBeVisible()
    const folder = join(app.folder, 'copies')
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.pdf'),
    )
    const [one, other, ...rest] = await Promise.all(files.map((file) => pageTexts(join(folder, file))))
    if (one === undefined || other === undefined || rest.length > 0) throw new Error(files.join())
    for (const place of ofPage(2))
      expect([wordingOf(one, place, 12), wordingOf(other, place, 12)]).toEqual([
        [place.printed],
        [place.printed],
      ])
    const worded = ofPage(1).map((place) => [wordingOf(one, place, 3), wordingOf(other, place, 3)].flat())
    expect(worded.filter(([a, b]) => a !== b).length).toBeGreaterThan(5)
    const equals = ofPage(1).filter(({ equal }, index) => worded[index]?.includes(equal))
    expect(equals.length).toBeGreaterThan(10)
  })

  it('leave nothing to complain of', () => {
    expect(app.complaints).toEqual([])
  })
})
