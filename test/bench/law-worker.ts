import { parentPort } from 'node:worker_threads'
import type { Answer } from '../../main/engine/crew.ts'
import { readResiduals } from './kept-residuals.ts'
import { countLaw, type LawCount } from './law-count.ts'

export interface LawJob {
  readonly path: string
  readonly keys: number
  readonly seed: string
}

export interface LawResult {
  /** Whether an issued copy's marks are in what was scored. */
  readonly marked: boolean
  readonly counts: ReadonlyMap<string, LawCount>
}

/** A thread that scores keys on one leak's residuals at a time. */
const answer = ({ path, keys, seed }: LawJob): Answer<LawResult> => {
  try {
    const kept = readResiduals(path)
    const marked = kept.row.truth === 'copy' || kept.row.truth === 'never-issued'
    return { ok: true, result: { marked, counts: countLaw(kept, keys, `${seed}/${kept.row.seed}`) } }
  } catch (error) {
    const message = `${path}: ${error instanceof Error ? error.message : String(error)}`
    return { ok: false, failure: { code: 'internal', message, details: [] } }
  }
}

parentPort?.on('message', (job: LawJob) => parentPort?.postMessage(answer(job)))
