import { serveJobs } from '../../main/engine/serve-jobs.ts'
import { Failure } from '../../shared/contract/failure.ts'
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
const perform = ({ path, keys, seed }: LawJob): LawResult => {
  try {
    const kept = readResiduals(path)
    const marked = kept.row.truth === 'copy' || kept.row.truth === 'never-issued'
    return { marked, counts: countLaw(kept, keys, `${seed}/${kept.row.seed}`) }
  } catch (error) {
    throw new Failure('internal', `${path}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

serveJobs<LawJob, LawResult>(async (job) => perform(job))
