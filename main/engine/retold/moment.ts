import { Failure } from '../../../shared/contract/failure.ts'
import { officeDay } from '../custody/office-day.ts'

/** A point in time, and the office's day that it falls on. */
export interface Moment {
  readonly iso: string
  readonly day: string
}

const DAY = /^\d{4}-\d{2}-\d{2}$/
const TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/

/** A day (to its end, by the office's clock), a day and time, or now. Throws Failure 'usage'. */
export const momentOf = (typed: string | undefined, now = new Date()): Moment => {
  if (typed === undefined) return { iso: now.toISOString(), day: officeDay(now) }
  const date = new Date(DAY.test(typed) ? `${typed}T23:59:59.999` : typed.replace(' ', 'T'))
  const isReal = !Number.isNaN(date.getTime()) && (TIME.test(typed) || officeDay(date) === typed)
  if (!isReal)
    throw new Failure('usage', `"${typed}" is no day or time; write it as 2026-12-05 or 2026-12-05T18:30.`)
  return { iso: date.toISOString(), day: officeDay(date) }
}
