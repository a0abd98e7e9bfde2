import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { Failure } from '../../shared/contract/failure.ts'
import { sha256Of } from '../export/json-lines-file.ts'
import type { Picture } from '../image/picture.ts'
import { fileFailure } from '../register/file-failure.ts'
import { resizeOriginal } from '../trace/align.ts'
import { drawEvidence } from '../trace/draw-evidence.ts'
import { agreementIn, type ShownPart } from '../trace/shown-parts.ts'
import type { LeakPicture } from '../trace/trace.ts'
import { ensureFolder } from './durable-file.ts'
import { greyOf } from './grey-of.ts'
import type { Leak } from './read-leak.ts'
import type { FinishedTrace, TraceRun } from './trace-run.ts'

const PANEL_GAP_PX = 16

export const REPORT = 'trace.json'

/**
 * Before any work: a folder that cannot be written should not cost a trace.
 * @throws Failure 'file-unwritable' where it holds another trace's evidence, which would be mixed with this one's.
 */
export const prepareEvidence = (folder: string): void => {
  ensureFolder(folder)
  if (existsSync(join(folder, REPORT)))
    throw new Failure(
      'file-unwritable',
      `${folder} already holds the evidence of a trace. Choose another folder for this one; nothing was written.`,
    )
}

const asPng = async (picture: Picture): Promise<Buffer> => {
  const { width, height, rgb } = picture
  return sharp(rgb, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer()
}

/** The leak as it was found, in grey, as high as the panels beside it. */
const leakPanel = async ({ plane }: LeakPicture, height: number): Promise<Buffer> =>
  greyOf(plane)
    .resize({ height, width: 2 * height, fit: 'inside' })
    .png()
    .toBuffer()

const sideBySide = async (left: Buffer, right: Buffer): Promise<Buffer> => {
  const { width: leftWidth = 0 } = await sharp(left).metadata()
  return sharp(right)
    .extend({ left: leftWidth + PANEL_GAP_PX, background: '#ffffff' })
    .composite([{ input: left, left: 0, top: 0 }])
    .png()
    .toBuffer()
}

const drawPart = async (run: TraceRun, leak: LeakPicture, shown: ShownPart): Promise<Buffer> => {
  const { place, reading } = shown.read
  const page = await run.open.library.page(place.documentId, place.page)
  const panels = drawEvidence(
    reading.seen,
    resizeOriginal(page.exact(), page.layout, reading.seen.pxPerMm),
    agreementIn(shown, run.vault.keyring.signStream),
  )
  return sideBySide(await leakPanel(leak, panels.height), await asPng(panels))
}

/** The leaks as they were found, numbered, so that the folder alone is enough for a bundle. */
export const keepLeaks = (folder: string, leaks: readonly Leak[]): void => {
  try {
    mkdirSync(join(folder, 'leaks'), { recursive: true })
    leaks.forEach(({ name, bytes }, i) => writeFileSync(join(folder, 'leaks', leakName(i, name)), bytes))
  } catch (error) {
    throw fileFailure(error, folder)
  }
}

/** Two leaks may bear one name. */
export const leakName = (index: number, name: string): string => `${index + 1}-${name}`

/**
 * For each of what it says the leaks to show, `evidence-N.png` in that order: the leak, the page straightened out of it, the original,
 * and where on it the evidence for that part's copy lies; or, where the page is known and no copy, the first three. Last `trace.json`, without which the
 * folder is no evidence: the figures, the leaks' and pictures' hashes, and the register's signed head.
 */
export const writeEvidence = async (
  folder: string,
  { run, leaks, shown, result }: FinishedTrace,
): Promise<void> => {
  const leaked = leaks.flatMap((leak) => leak.pictures)
  const pictures: { readonly name: string; readonly sha256: string }[] = []
  try {
    for (const [index, part] of result.document === null ? [] : shown.entries()) {
      const png = await drawPart(run, leaked[part.picture], part)
      const name = `evidence-${index + 1}.png`
      writeFileSync(join(folder, name), png)
      pictures.push({ name, sha256: sha256Of(png) })
    }
    const report = {
      ...result,
      names: 'the copy, never the culprit',
      leaks: leaks.map(({ name, sha256, claims }) => ({ name, sha256, claims })),
      pictures,
      checkpoint: run.vault.register.checkpoint(),
    }
    writeFileSync(join(folder, REPORT), `${JSON.stringify(report, null, 2)}\n`)
  } catch (error) {
    throw fileFailure(error, folder)
  }
}
