import { Failure } from '../../../shared/contract/failure.ts'
import { hire } from '../crew.ts'
import type { Hand } from '../crew.ts'
import type { PaperFile, PaperJob, PaperResult, PaperWorkerData } from './paper-jobs.ts'

/** The papers that somebody is looking at, each open in a thread of its own until others push it out. */
export interface Papers {
  readonly ask: <K extends PaperJob['kind']>(
    paper: PaperFile,
    job: PaperJob & { readonly kind: K },
    signal?: AbortSignal,
  ) => Promise<PaperResult & { readonly kind: K }>
  readonly close: () => Promise<void>
}

const SCRIPT = new URL('./paper-worker.ts', import.meta.url)
const MOST_OPEN = 2
/** A page that takes longer is not going to be shown. */
const PATIENCE_MS = 2 * 60_000
const HEAP_MB = 1536
const EXHAUSTED = {
  code: 'document-too-large',
  message:
    'This PDF takes more time or memory to show than a paper should. Print it to a new PDF, or split it, and try again.',
} as const

interface OpenPaper {
  readonly hand: Hand<PaperJob, PaperResult>
  /** One job at a time. */
  last: Promise<unknown>
}

const open = ({
  path,
  password = null,
}: Omit<PaperFile, 'password'> & { password?: string | null }): OpenPaper => ({
  hand: hire<PaperJob, PaperResult>({
    script: SCRIPT,
    workerData: { path, password } satisfies PaperWorkerData,
    patienceMs: PATIENCE_MS,
    heapMb: HEAP_MB,
    exhausted: EXHAUSTED,
  }),
  last: Promise.resolve(),
})

/** The thread is gone, or would answer the same again to another password. */
const isSpent = (error: unknown): boolean =>
  !(error instanceof Failure) || !['cancelled', 'not-found', 'name-undrawable'].includes(error.code)

export const openPapers = (): Papers => {
  const papers = new Map<string, OpenPaper>()
  const dismiss = async (key: string, paper: OpenPaper): Promise<void> => {
    if (papers.get(key) === paper) papers.delete(key)
    await paper.hand.dismiss()
  }
  const find = (key: string, file: PaperFile): OpenPaper => {
    const paper = papers.get(key) ?? open({ ...file, password: file.password ?? null })
    // Last used, last in the map.
    papers.delete(key)
    papers.set(key, paper)
    for (const [other, oldest] of [...papers].slice(0, -MOST_OPEN)) void dismiss(other, oldest)
    return paper
  }
  return {
    ask: async (file, job, signal) => {
      const key = JSON.stringify([file.path, file.password ?? null])
      const paper = find(key, file)
      const turn = paper.last.then(() => {
        if (signal?.aborted) throw new Failure('cancelled', 'Cancelled.')
        return paper.hand.do(job)
      })
      paper.last = turn.catch(() => {})
      try {
        const result = await turn
        const isAnswer = (given: PaperResult): given is PaperResult & { readonly kind: typeof job.kind } =>
          given.kind === job.kind
        if (isAnswer(result)) return result
        throw new Failure('internal', `A worker answered ${result.kind} to ${job.kind}.`)
      } catch (error) {
        if (isSpent(error)) void dismiss(key, paper)
        throw error
      }
    },
    close: async () => void (await Promise.all([...papers].map(([key, paper]) => dismiss(key, paper)))),
  }
}
