import type { z } from 'zod'
import { Failure } from '../../shared/contract/failure.ts'
import { errorResultSchema } from '../../shared/contract/results.ts'
import { plain } from './table.ts'

/** The whole of what `--json` puts on stdout; checked against the contract on its way out. */
export const printJson = <S extends z.ZodType>(schema: S, result: z.output<S>): void => {
  process.stdout.write(`${JSON.stringify(schema.parse(result))}\n`)
}

export const asFailure = (error: unknown): Failure => {
  if (error instanceof Failure) return error
  const message = error instanceof Error ? error.message : String(error)
  return new Failure('internal', `Something went wrong that should not have: ${message}`, { cause: error })
}

const printForPeople = ({ message, details }: Failure): void => {
  process.stderr.write(`${plain(message)}\n`)
  // The message of a long list is cut; the details hold all of it.
  if (details.length > 1) for (const detail of details) process.stderr.write(`  ${plain(detail)}\n`)
}

export const printFailure = (failure: Failure, json: boolean): void => {
  if (!json) return printForPeople(failure)
  const { code, message, details } = failure
  printJson(errorResultSchema, { error: { code, message, details: [...details] } })
}
