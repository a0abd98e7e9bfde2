import { Failure } from '../../../shared/contract/failure.ts'

/** The day by the office's own clock: what people write on a receipt. */
export const officeDay = (date = new Date()): string => {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** Only what has happened is recorded. Throws Failure 'usage'. */
export const requirePast = (day: string): void => {
  if (day <= officeDay()) return
  throw new Failure('usage', `${day} has not come yet; a step is recorded when it has happened.`)
}
