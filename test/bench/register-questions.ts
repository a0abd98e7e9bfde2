import type { RegisterReader } from '../../main/register/register.ts'

export interface TimedQuestion {
  readonly what: string
  /** The median of several. */
  readonly ms: number
  readonly found: string
}

const TIMES = 9

const timed = (what: string, ask: (round: number) => number): TimedQuestion => {
  let found = 0
  const times = Array.from({ length: TIMES }, (_, round) => {
    const started = performance.now()
    found = ask(round)
    return performance.now() - started
  })
  return { what, ms: times.toSorted((a, b) => a - b)[TIMES >> 1], found: `${found} found` }
}

/** What people ask of a large register. */
export const timeQuestions = (register: RegisterReader): readonly TimedQuestion[] => {
  const issuances = register.issuances()
  const issuanceAt = (round: number) => issuances[Math.floor(((round + 1) * issuances.length) / (TIMES + 2))]
  const copies = issuanceAt(4) === undefined ? [] : register.copies({ issuanceId: issuanceAt(4).id })
  return [
    timed('a copy by its code', (round) =>
      register.copyByCode(copies[round % copies.length].code) === null ? 0 : 1,
    ),
    timed(
      'the copies of an issuance',
      (round) => register.copies({ issuanceId: issuanceAt(round).id }).length,
    ),
    timed('issuances of a document', (round) => register.issuances(issuanceAt(round).documentId).length),
    timed(
      'a copy by its SHA-256',
      (round) => register.copies({ sha256: copies[round % copies.length].sha256 ?? '' }).length,
    ),
  ]
}
