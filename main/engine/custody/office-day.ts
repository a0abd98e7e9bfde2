import { Failure } from '../../../shared/contract/failure.ts'

const two = (n: number): string => String(n).padStart(2, '0')

/** The day by the office's own clock: what people write on a receipt. */
export const officeDay = (date = new Date()): string => {
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/

/** The moment at which the office's day begins, or one so many days later; ISO 8601, UTC. Throws Failure 'usage' for what is no day. */
export const dayBegins = (day: string, later = 0): string => {
  const [year, month, date] = (DAY.exec(day) ?? []).slice(1).map(Number)
  const begins = (plus: number): Date => new Date(year, month - 1, date + plus)
  if (year === undefined || officeDay(begins(0)) !== day)
    throw new Failure('usage', `"${day}" is not a day; write it as 2026-12-31.`)
  return begins(later).toISOString()
}

/** The office's own clock, to the minute: what people compare it with. */
export const localMinute = (date: Date): string =>
  `${officeDay(date)} ${two(date.getHours())}:${two(date.getMinutes())}`

/** Only what has happened is recorded. Throws Failure 'usage'. */
export const requirePast = (day: string): void => {
  if (day <= officeDay()) return
  throw new Failure('usage', `${day} has not come yet; a step is recorded when it has happened.`)
}
