import { Failure } from '../../../shared/contract/failure.ts'

const two = (n: number): string => String(n).padStart(2, '0')

/** The day by the office's own clock: what people write on a receipt. */
export const officeDay = (date = new Date()): string => {
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** The office's own clock, to the minute: what people compare it with. */
export const localMinute = (date: Date): string =>
  `${officeDay(date)} ${two(date.getHours())}:${two(date.getMinutes())}`

/** Only what has happened is recorded. Throws Failure 'usage'. */
export const requirePast = (day: string): void => {
  if (day <= officeDay()) return
  throw new Failure('usage', `${day} has not come yet; a step is recorded when it has happened.`)
}
