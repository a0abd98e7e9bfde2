import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import type { TraceResult } from '../../shared/contract/results.ts'
import { fileFailure } from '../register/file-failure.ts'
import { originalAt } from '../trace/align.ts'
import { drawEvidence, mapAgreement } from '../trace/draw-evidence.ts'
import type { ReadPlace } from '../trace/hypotheses.ts'
import { ensureFolder } from './durable-file.ts'
import type { Leak } from './read-leak.ts'
import type { TraceRun } from './report-trace.ts'

/** Before any work: a folder that cannot be written should not cost a trace. */
export const prepareEvidence = (folder: string): void => ensureFolder(folder)

/** The reading of a picture that the verdict rests on: of the named copy's document. */
const readingFor = (run: TraceRun, readings: readonly ReadPlace[]): ReadPlace | undefined => {
  const { best } = run.outcome.judgement
  const key = best === null ? null : run.outcome.hypotheses[best.hypothesis].documentId
  return readings.find(({ place }) => place.documentId === key)
}

const drawPicture = async (run: TraceRun, read: ReadPlace, copyId: string): Promise<Buffer> => {
  const { place, layout, reading } = read
  const page = await run.open.library.page(place.documentId, place.page)
  const map = mapAgreement(layout, place.page, reading.residuals, run.vault.keyring.signStream, copyId)
  const { width, height, rgb } = drawEvidence(reading.seen, originalAt(page, reading.seen.pxPerMm), map)
  return sharp(rgb, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer()
}

/**
 * `trace.json`: the figures, the leaks' hashes and the register's signed head. For each picture that shows the named copy's
 * document, `evidence-N.png`: the page straightened, the original, and where on it the evidence lies.
 */
export const writeEvidence = async (
  folder: string,
  run: TraceRun,
  leaks: readonly Leak[],
  result: TraceResult,
): Promise<void> => {
  const report = {
    ...result,
    names: 'the copy, never the culprit',
    leaks: leaks.map(({ name, sha256, claims }) => ({ name, sha256, claims })),
    checkpoint: run.vault.register.checkpoint(),
  }
  try {
    writeFileSync(join(folder, 'trace.json'), `${JSON.stringify(report, null, 2)}\n`)
    if (result.copy === null) return
    for (const [index, { readings }] of run.outcome.pictures.entries()) {
      const read = readingFor(run, readings)
      if (!read) continue
      writeFileSync(join(folder, `evidence-${index + 1}.png`), await drawPicture(run, read, result.copy.id))
    }
  } catch (error) {
    throw fileFailure(error, folder)
  }
}
