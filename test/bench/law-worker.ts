import { serveJobs } from '../../main/engine/serve-jobs.ts'
import { Failure } from '../../shared/contract/failure.ts'
import { takeOutCopies, WAYS_OF_TAKING_OUT } from '../../main/trace/take-out-copies.ts'
import { readResiduals, type KeptResiduals } from './kept-residuals.ts'
import { LAB_STREAM } from './lab.ts'
import { addCounts, countLaw, NO_COUNT, type LawCount } from './law-count.ts'

export interface LawJob {
  readonly path: string
  readonly keys: number
  readonly seed: string
}

export interface LawResult {
  /** Whether an issued copy's marks are in what was scored. */
  readonly marked: boolean
  readonly counts: ReadonlyMap<string, LawCount>
  /** The same keys scored on what is left once the marks of the copies that were named are taken out; none where nobody was. */
  readonly left: ReadonlyMap<string, LawCount>
}

/** As later rounds are scored: the keys shared out between the ways of taking out. */
const countLeft = ({ row, readings }: KeptResiduals, keys: number, seed: string): LawResult['left'] => {
  if (row.named.length === 0) return new Map()
  const hypothesis = { documentId: row.documentId, places: [], readings, textPages: [] }
  const counts = new Map<string, LawCount>()
  for (const way of WAYS_OF_TAKING_OUT) {
    const left = takeOutCopies(hypothesis, row.named, LAB_STREAM, way)
    for (const [fusion, count] of countLaw(
      left,
      Math.floor(keys / WAYS_OF_TAKING_OUT.length),
      `${seed} ${way}`,
    ))
      counts.set(fusion, addCounts(counts.get(fusion) ?? NO_COUNT, count))
  }
  return counts
}

/** A thread that scores keys on one leak's residuals at a time. */
const perform = ({ path, keys, seed }: LawJob): LawResult => {
  try {
    const kept = readResiduals(path)
    const marked = kept.row.truth === 'copy' || kept.row.truth === 'never-issued'
    const own = `${seed}/${kept.row.seed}`
    return { marked, counts: countLaw(kept, keys, own), left: countLeft(kept, keys, own) }
  } catch (error) {
    throw new Failure('internal', `${path}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

serveJobs<LawJob, LawResult>(async (job) => perform(job))
