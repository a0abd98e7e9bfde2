import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import sharp from 'sharp'
import { nodePort } from '../../../main/host/message-port.ts'
import { charsText } from '../../../main/document/chars-text.ts'
import { openRaster } from '../../../main/document/open-raster.ts'
import type { IssueResult } from '../../../shared/contract/results.ts'
import { createClient } from '../../host/client.ts'
import type { Client } from '../../host/client.ts'
import { twoPagePaper } from '../../journey/two-page-paper.ts'
import { door, makeVault } from '../pages/door.ts'
import { LONG } from './see.ts'
import { startApp } from './start-app.ts'
import type { App, AppOptions } from './start-app.ts'

/** A second line to the host that the page speaks to, for what a test sets up before it looks. */
export const lineTo = ({ host }: App): Client => {
  const { port1, port2 } = new MessageChannel()
  host.serve(nodePort(port1))
  return createClient((take) => {
    port2.on('message', take)
    return { send: (message) => port2.postMessage(message), close: () => port2.close() }
  })
}

const PEOPLE = [
  ['王小明', '水务局', 'W-1'],
  ['Ann Lee', 'Treasury', 'T-2'],
  ['欧阳文静', '办公厅', 'B-3'],
  ['赵六', '档案馆', 'D-4'],
].map(([name = '', unit = '', id = '']) => ({ name, unit, id, email: '' }))

export const TITLE = 'Northern reservoir'

/** A paper, of one page unless another is given, issued to four people by the same calls as the app's. */
export const issuePaper = async (
  client: Client,
  { folder }: App,
  paper?: Uint8Array,
): Promise<IssueResult> => {
  const bytes = new Uint8Array(paper ?? (await twoPagePaper(1)))
  const { file } = await client.ask('file.begin', { name: 'paper.pdf', bytes: bytes.length })
  await client.ask('file.write', { file, bytes: new Uint8Array(bytes) })
  return client.ask('issue.run', {
    document: file,
    title: TITLE,
    number: 'WR 12/2026',
    occasion: 'Board, 12 May',
    classification: '机密',
    recipients: PEOPLE,
    medium: 'screen',
    folder: join(folder, paper === undefined ? 'copies' : 'further copies'),
  })
}

/** An app whose vault holds that paper and its four copies, and which is at its first screen. */
export const startWithPaper = async (
  options: AppOptions,
): Promise<{ readonly app: App; readonly client: Client; readonly issued: IssueResult }> => {
  const app = await startApp(options)
  await makeVault(app, options.language)
  const client = lineTo(app)
  await door(app, options.language).ownPaperButton.click()
  await app.page.locator('main').waitFor(LONG)
  return { app, client, issued: await issuePaper(client, app) }
}

/** What a person gets who selects all of a copy and copies it: marks and all. */
export const textOf = async (pdf: string): Promise<string> => {
  const raster = await openRaster(readFileSync(pdf))
  const chars = Array.from({ length: raster.pageCount }, (_, page) => raster.chars(page)).flat()
  raster.close()
  return charsText(chars)
}

/** A copy's first page as a screenshot at 100 dpi. */
export const screenshotOf = async (pdf: string): Promise<Buffer> => {
  const raster = await openRaster(readFileSync(pdf))
  const { width, height, rgb } = raster.renderRgb(0, 100 / 25.4)
  raster.close()
  return sharp(Buffer.from(rgb), { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer()
}
