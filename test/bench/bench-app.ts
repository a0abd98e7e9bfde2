/**
 * How soon the app can be used, and how late typing shows: the built renderer in Chromium over the loopback host.
 * `npm run bench:app -- --starts 5 --people 1000`.
 */
import { parseArgs } from 'node:util'
import type { Page } from 'playwright'
import { door, makeVault } from '../app/pages/door.ts'
import { issueScreen } from '../app/pages/issue-screen.ts'
import { CHROMIUM, startApp } from '../app/support/start-app.ts'

const { values } = parseArgs({
  options: { starts: { type: 'string', default: '5' }, people: { type: 'string', default: '1000' } },
})

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((p, q) => p - q)[Math.floor(numbers.length / 2)] ?? Number.NaN

const whole = (milliseconds: number): string => `${Math.round(milliseconds)} ms`

/** From the address being asked for until the first field takes the keyboard. */
const timeStart = async (): Promise<number> => {
  const app = await startApp()
  try {
    await app.page.reload()
    const began = performance.now()
    await app.page.reload({ waitUntil: 'commit' })
    await door(app).createButton.waitFor()
    return performance.now() - began
  } finally {
    await app.end()
  }
}

/** From a key going down to the next frame that shows it, for each key, by the page's own clock. */
const typingLags = async (page: Page, text: string): Promise<readonly number[]> => {
  await page.evaluate(`
    window.lags = []
    addEventListener('keydown', (event) => {
      requestAnimationFrame(() => requestAnimationFrame(() => window.lags.push(performance.now() - event.timeStamp)))
    }, true)`)
  await page.keyboard.type(text, { delay: 60 })
  await page.waitForTimeout(300)
  const lags: unknown = await page.evaluate('window.lags')
  return Array.isArray(lags) ? lags.map(Number) : []
}

const benchTyping = async (people: number): Promise<void> => {
  const app = await startApp()
  try {
    await makeVault(app)
    await door(app).ownPaperButton.click()
    const screen = issueScreen(app)
    const lines = Array.from({ length: people }, (_, at) => `Person ${at + 1},Unit ${at % 40},P-${at + 1}`)
    await screen.dropList(['name,unit,id', ...lines].join('\n'))
    await screen.cell('name', 1).click()
    const lags = await typingLags(app.page, 'a name typed at some speed')
    console.log(
      `typing into a list of ${people} people: ${lags.length} keys, median ${whole(median(lags))}, worst ${whole(Math.max(...lags))} (aim: under 100 ms)`,
    )
  } finally {
    await app.end()
  }
}

if (CHROMIUM === null) {
  process.exitCode = 1
} else {
  const starts: number[] = []
  for (let n = 0; n < Number(values.starts); n++) starts.push(await timeStart())
  console.log(
    `start to interactive: ${starts.length} starts, median ${whole(median(starts))}, worst ${whole(Math.max(...starts))} (aim: under 2 s)`,
  )
  await benchTyping(Number(values.people))
}
