import type { RegisterReader } from '../../main/register/register.ts'
import { cpuSince } from './bare-inserts.ts'
import type { CopyFilter } from '../../main/register/rows.ts'

export interface TimedQuestion {
  readonly what: string
  /** The median of several, each asked of another part of the register. */
  readonly ms: number
  /** Of processor time, likewise. */
  readonly cpuMs: number
  readonly found: string
}

const TIMES = 9
/** A page, and one more to know whether there are others. */
const PAGE = 201

const timed = (what: string, ask: (round: number) => number): TimedQuestion => {
  let found = 0
  const times = Array.from({ length: TIMES }, (_, round) => {
    const started = performance.now()
    const cpu = process.cpuUsage()
    found = ask(round)
    return { ms: performance.now() - started, cpuMs: 1000 * cpuSince(cpu) }
  })
  const median = (of: readonly number[]): number => of.toSorted((a, b) => a - b)[TIMES >> 1]
  return {
    what,
    ms: median(times.map(({ ms }) => ms)),
    cpuMs: median(times.map(({ cpuMs }) => cpuMs)),
    found: `${found} found`,
  }
}

/** What people ask of a large register. */
export const timeQuestions = (register: RegisterReader): readonly TimedQuestion[] => {
  const issuances = register.issuances()
  const issuanceAt = (round: number) => issuances[Math.floor(((round + 1) * issuances.length) / (TIMES + 2))]
  const copies = register.copies({ issuanceId: issuanceAt(4).id })
  const copyAt = (round: number) => copies[round % copies.length]
  const page = (filter: CopyFilter): number => register.copies({ ...filter, limit: PAGE }).length
  const size = register.size()
  const middle = (issuances.length * copies.length) >> 1
  return [
    timed('a copy by its code', (n) => (register.copyByCode(copyAt(n).code) === null ? 0 : 1)),
    timed('a copy by its SHA-256', (n) => page({ sha256: copyAt(n).sha256 ?? '' })),
    timed('a copy’s whole history', (n) => register.history(copyAt(n).id).length),
    timed('the copies of an issuance', (n) => page({ issuanceId: issuanceAt(n).id })),
    timed('issuances of a document', (n) => register.issuances(issuanceAt(n).documentId).length),
    timed('search for a person, name and number', (n) => {
      const { name, id } = copyAt(n).recipient
      return page({ search: `${name} ${id}` })
    }),
    timed('search for a surname, one ideograph', (n) => page({ search: '王李张刘陈杨黄赵吴'[n] })),
    timed('search for words of a title', (n) => page({ search: `reservoir ${6 * n}` })),
    timed('search for a code', (n) => page({ search: copyAt(n).code })),
    timed('list: the first page of all', () => page({})),
    timed('list: a page from the middle', () => page({ offset: middle })),
    timed('list: one recipient', (n) => page({ recipient: copyAt(n).recipient.name })),
    timed('list: one unit', (n) => page({ unit: copyAt(n).recipient.unit })),
    timed('list: returned', () => page({ custody: ['returned'] })),
    timed('list: overdue', () => page({ overdueOn: '2030-01-01' })),
    timed('reprints of a copy', (n) => register.reprints(copyAt(n).id)),
    timed('an inclusion proof', (n) => register.inclusionProof(Math.floor((n * size) / TIMES)).length),
    timed(
      'a consistency proof',
      (n) => register.consistencyProof(Math.floor(((n + 1) * size) / TIMES)).length,
    ),
  ]
}
