import type { StepResult } from '../../../shared/contract/custody-results.ts'
import { call } from '../../client.ts'
import { toast } from '../toast.ts'
import { asFailure } from '../../tasks/tasks.ts'
import { sayFailure } from '../../words/say-failure.ts'

/** Strikes what a step put on record, copy by copy; both stay there. What went wrong is said, and what was struck stays struck. */
export const undoSteps = async ({ copies }: Pick<StepResult, 'copies'>, reason: string): Promise<boolean> => {
  try {
    for (const { event } of copies) await call('custody.correct', { event, reason, set: {} })
    return true
  } catch (error) {
    toast(sayFailure(asFailure(error).message), { kind: 'failed' })
    return false
  }
}
