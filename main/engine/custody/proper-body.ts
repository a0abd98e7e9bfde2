import type { z } from 'zod'
import { Failure } from '../../../shared/contract/failure.ts'

/** The body of an event from what was typed. Throws Failure 'usage' that names the first field which is not as it must be. */
export const properBody = <S extends z.ZodType>(schema: S, typed: object): z.output<S> => {
  const body = schema.safeParse(typed)
  if (body.success) return body.data
  const [{ path, message }] = body.error.issues
  throw new Failure('usage', `${path.join('.')}: ${message}.`, { cause: body.error })
}
