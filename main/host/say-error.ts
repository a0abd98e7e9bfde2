import type { AppError } from '../../shared/contract/app/messages.ts'
import { Failure } from '../../shared/contract/failure.ts'

/** A list of thousands of refusals helps nobody, and has to cross. */
const MOST_DETAILS = 500

/** Where it happened, without the message: that may hold what was being worked on. */
const whereOf = (error: unknown): string => {
  if (!(error instanceof Error)) return typeof error
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return [error.name, ...frames.slice(0, 6)].join('\n')
}

/** What the renderer is told. Of an error that nobody foresaw it gets neither text nor place; those go to the host's own log. */
export const sayError = (error: unknown, log: (line: string) => void): AppError => {
  if (error instanceof Failure && error.code !== 'internal')
    return { code: error.code, message: error.message, details: error.details.slice(0, MOST_DETAILS) }
  log(whereOf(error instanceof Failure ? (error.cause ?? error) : error))
  return {
    code: 'internal',
    message:
      'Something went wrong inside Siglum. What was recorded before is safe. Try again, and start Siglum anew if it happens again.',
    details: [],
  }
}
