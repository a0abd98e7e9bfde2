import { CALLS, isMethod } from '../../shared/contract/app/calls.ts'
import type { Method } from '../../shared/contract/app/calls.ts'
import { Failure } from '../../shared/contract/failure.ts'
import type { Handlers, Task } from './task.ts'

const MOST_PROBLEMS = 5

/** The call as its handler wants it. Throws Failure 'usage', with places and reasons and without the values. */
const parseParams = (method: Method, params: unknown): unknown => {
  const parsed = CALLS[method].params.safeParse(params)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues
    .slice(0, MOST_PROBLEMS)
    .map(({ path, code }) => `${path.join('.') || 'params'}: ${code}`)
  throw new Failure('usage', `"${method}" was asked for wrongly.`, { details: problems })
}

/** One call: what was asked is parsed, and so is what is answered, so that nothing else crosses. */
export const perform = async (
  handlers: Handlers,
  method: string,
  params: unknown,
  task: Task,
): Promise<unknown> => {
  if (!isMethod(method)) throw new Failure('usage', 'There is no such call.')
  const handler = handlers[method]
  if (handler === undefined) throw new Failure('not-found', `Nobody answers "${method}" here.`)
  const parsed = parseParams(method, params)
  // The table's types tie each handler to its own schemas; which of them this is, only the name knows.
  const answer = await (handler as (params: unknown, task: Task) => unknown)(parsed, task)
  return CALLS[method].result.parse(answer)
}
