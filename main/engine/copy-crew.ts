import { availableParallelism } from 'node:os'
import { Failure } from '../../shared/contract/failure.ts'
import type { PageLayout } from '../../shared/mark/layout.ts'
import type { FileIdentity } from '../document/document.ts'
import type { CopyFace } from '../issue/copy-face.ts'
import type { PlannedPage } from '../issue/issue.ts'
import type { ApprovedPlace } from '../issue/wording/place-wording.ts'
import type { Vault } from '../vault.ts'
import type { CopyJob, CopyJobResult, CopyWorkerData, DocumentFacts, MadeCopy } from './copy-jobs.ts'
import { layoutsOf } from './copy-jobs.ts'
import { hire, shareOut } from './crew.ts'
import type { Hand } from './crew.ts'
import { openSignLine } from './sign-line.ts'
import { likeOthers, requirePlaceable } from './wording/wording-list.ts'

type CopyHand = Hand<CopyJob, CopyJobResult>

/** The threads that read, mark and check one document. */
export interface CopyCrew {
  readonly look: () => Promise<DocumentFacts>
  /**
   * Chooses the carriers' places on every page, or takes those of an earlier issuance, and makes the crew ready to mark by them.
   * @throws Failure document-unmarkable where wordings that the author allowed cannot be used
   */
  readonly plan: (
    pages: number,
    planned: (done: number) => void,
    how?: PlanHow,
  ) => Promise<readonly PlannedPage[]>
  /** Makes every order; a copy that fails its check goes to `failed`, any other failure stops the crew and is thrown. */
  readonly make: (orders: readonly CopyOrderSent[], done: CopyDone, failed: CopyFailed) => Promise<void>
  readonly dismiss: () => Promise<void>
}

export interface PlanHow {
  readonly earlier?: readonly PageLayout[]
  /** Wordings that the author allowed. */
  readonly approved?: readonly ApprovedPlace[]
}

export interface CopyOrderSent {
  readonly copy: CopyFace
  readonly identity: FileIdentity
  readonly part: string
}

export type CopyDone = (order: CopyOrderSent, made: MadeCopy) => void
export type CopyFailed = (order: CopyOrderSent, failure: Failure) => void

const SCRIPT = new URL('./copy-worker.ts', import.meta.url)

/** A thousand pages take a slow core some minutes, of fine scans up to an hour; what takes longer is not going to end. */
const PATIENCE_MS = 90 * 60_000
const HEAP_MB = 2048
const MOST_HANDS = 4

const EXHAUSTED = {
  code: 'document-too-large',
  message:
    'This PDF takes more time or memory to work on than a paper should. Print it to a new PDF, or split it, and try again.',
} as const

const ask = async <K extends CopyJob['kind']>(
  hand: CopyHand,
  job: CopyJob & { readonly kind: K },
): Promise<CopyJobResult & { readonly kind: K }> => {
  const result = await hand.do(job)
  const isAnswer = (given: CopyJobResult): given is CopyJobResult & { readonly kind: K } =>
    given.kind === job.kind
  if (isAnswer(result)) return result
  throw new Failure('internal', `A worker answered ${result.kind} to ${job.kind}.`)
}

const hireHand = (vault: Vault, data: Omit<CopyWorkerData, 'line'>): CopyHand => {
  const line = openSignLine(vault.keyring.signStream)
  return hire<CopyJob, CopyJobResult>({
    script: SCRIPT,
    workerData: { ...data, line } satisfies CopyWorkerData,
    transferList: [line.port],
    patienceMs: PATIENCE_MS,
    heapMb: HEAP_MB,
    exhausted: EXHAUSTED,
  })
}

type CrewRequest = Pick<CopyWorkerData, 'medium' | 'notice'> & { readonly password?: string | null }

export const hireCopyCrew = (
  vault: Vault,
  original: Uint8Array,
  { password = null, medium, notice }: CrewRequest,
): CopyCrew => {
  const count = Math.max(1, Math.min(MOST_HANDS, availableParallelism()))
  const hands = Array.from({ length: count }, () => hireHand(vault, { original, password, medium, notice }))
  return {
    look: async () => (await ask(hands[0], { kind: 'look' })).facts,
    plan: async (count, planned, { earlier, approved = [] } = {}) => {
      const pages: PlannedPage[] = []
      const problems: string[] = []
      let done = 0
      await shareOut(hands, [...Array(count).keys()], async (hand, page) => {
        const own = approved.filter((place) => place.page === page + 1)
        const answer = await ask(hand, {
          kind: 'plan',
          page,
          approved: own,
          earlier: earlier?.[page] ?? null,
        })
        pages[page] = answer.page
        problems.push(...answer.problems)
        planned(++done)
      })
      requirePlaceable(problems)
      requirePlaceable(likeOthers(layoutsOf(pages)))
      await Promise.all(hands.map((hand) => ask(hand, { kind: 'prepare', pages })))
      return pages
    },
    make: (orders, done, failed) =>
      shareOut(hands, orders, async (hand, order) => {
        try {
          done(order, (await ask(hand, { kind: 'make', ...order })).made)
        } catch (error) {
          if (!(error instanceof Failure) || error.code !== 'copy-failed-check') throw error
          failed(order, error)
        }
      }),
    dismiss: async () => void (await Promise.all(hands.map((hand) => hand.dismiss()))),
  }
}
