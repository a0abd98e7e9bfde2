import { readFileSync } from 'node:fs'
import { parseCode } from '../../../shared/contract/copy-code.ts'
import { copyLabel } from '../../../shared/contract/copy-label.ts'
import { Failure } from '../../../shared/contract/failure.ts'
import type { FailureCode } from '../../../shared/contract/failure.ts'
import type { RegisterReader } from '../../register/register.ts'
import type { CopyRow } from '../../register/rows.ts'
import { readFailure } from '../file-failure.ts'

/** Which copies a command is about, as people name them. */
export interface CopySelection {
  /** Codes, copy ids, and issuance ids with numbers after them: `i-... 3/12 4/12`. */
  readonly names: readonly string[]
  /** Every released copy of the issuances named. */
  readonly all?: boolean
  /** Path of a list, one name a line, as a scanner leaves it. */
  readonly list?: string
}

const COPY_ID = /^c-[a-z2-7]{26}$/
const ISSUANCE_ID = /^i-[a-z2-7]{26}$/
/** Eight digits are a code that happens to have no letter, one in 3,400: no issuance has ten million copies. */
const NUMBER = /^(?!\d{8}$)\d+(\/\d+( of \d+)?)?$/

/** A name that leads to no copy, and why. */
class Unfound extends Error {
  readonly code: FailureCode
  constructor(code: FailureCode, message: string) {
    super(message)
    this.code = code
  }
}

const byCode = (register: RegisterReader, typed: string): CopyRow => {
  const characters = typed.replace(/[\s-]/g, '')
  if (characters.length !== 8 || !/^[0-9a-z]+$/i.test(characters))
    throw new Unfound(
      'code-mistyped',
      `"${typed}" is not a copy's code: those have eight letters and digits, as K7QF-3M2X.`,
    )
  if (parseCode(typed) === null)
    throw new Unfound(
      'code-mistyped',
      `"${typed}" is mistyped: its check character does not fit. One character is wrong, or two are exchanged.`,
    )
  const copy = register.copyByCode(typed)
  if (copy === null) throw new Unfound('not-found', `No copy in this register has the code ${typed}.`)
  return copy
}

const byNumber = (copies: readonly CopyRow[], typed: string): CopyRow => {
  const names = (copy: CopyRow): boolean =>
    copyLabel(copy) === typed ||
    (copy.sub === 0 ? String(copy.number) === typed : `${copy.number}/${copy.sub}` === typed)
  const exact = copies.find((copy) => copyLabel(copy) === typed) ?? copies.find(names)
  if (exact === undefined) throw new Unfound('not-found', `That issuance has no copy ${typed}.`)
  return exact
}

/** "i-... 3/12" may come as one word or as two. */
const words = (names: readonly string[]): readonly string[] =>
  names.flatMap((name) => {
    const [first, ...rest] = name.trim().split(/\s+/)
    return ISSUANCE_ID.test(first) && rest.length > 0 ? [first, rest.join(' ')] : [name.trim()]
  })

interface Search {
  readonly register: RegisterReader
  readonly all: boolean
  issuance: readonly CopyRow[] | null
  /** An issuance that was named and of which no copy was. */
  bare: string | null
}

const openIssuance = (search: Search, id: string): readonly CopyRow[] => {
  requireNumbers(search)
  search.register.issuance(id)
  const copies = search.register.copies({ issuanceId: id })
  search.issuance = copies
  if (search.all) return copies.filter(({ state }) => state === 'sealed')
  search.bare = id
  return []
}

const requireNumbers = ({ bare }: Search): void => {
  if (bare === null) return
  throw new Unfound('usage', `Which copies of ${bare}? Add their numbers, such as 3/12, or --all.`)
}

const find = (search: Search, name: string): readonly CopyRow[] => {
  if (ISSUANCE_ID.test(name)) return openIssuance(search, name)
  if (NUMBER.test(name) && search.issuance !== null) {
    search.bare = null
    return [byNumber(search.issuance, name)]
  }
  if (NUMBER.test(name) && name.includes('/'))
    throw new Unfound('usage', `Of which issuance is ${name}? Put the issuance before the number.`)
  return [COPY_ID.test(name) ? search.register.copy(name) : byCode(search.register, name)]
}

const readList = (path: string): readonly string[] => {
  try {
    return readFileSync(path === '-' ? 0 : path, 'utf8')
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '')
  } catch (error) {
    throw readFailure(path, error)
  }
}

const thrownOf = (error: unknown): Unfound | Failure => {
  if (error instanceof Unfound || error instanceof Failure) return error
  throw error
}

const failureFor = (problems: readonly (Unfound | Failure)[]): Failure => {
  const [{ code, message }] = problems
  if (problems.length === 1) return new Failure(code, message)
  return new Failure(code, `${problems.length} names lead to no copy. ${message} Nothing was recorded.`, {
    details: problems.map(({ message }) => message),
  })
}

/** As `findCopies`, for what was counted: that may be none. */
export const findCounted = (register: RegisterReader, selection: CopySelection): readonly CopyRow[] =>
  selection.names.length === 0 && selection.list === undefined ? [] : findCopies(register, selection)

/** Every copy named, each once. Throws Failure 'code-mistyped', 'not-found' or 'usage' that lists every name that is none. */
export const findCopies = (register: RegisterReader, selection: CopySelection): readonly CopyRow[] => {
  const names = [...selection.names, ...(selection.list === undefined ? [] : readList(selection.list))]
  const search: Search = { register, all: selection.all === true, issuance: null, bare: null }
  const found = new Map<string, CopyRow>()
  const problems: (Unfound | Failure)[] = []
  const attempt = (act: () => readonly CopyRow[]): void => {
    try {
      for (const copy of act()) found.set(copy.id, copy)
    } catch (error) {
      problems.push(thrownOf(error))
    }
  }
  for (const name of words(names)) attempt(() => find(search, name))
  attempt(() => {
    requireNumbers(search)
    return []
  })
  if (problems.length > 0) throw failureFor(problems)
  if (found.size === 0 && selection.list === undefined)
    throw new Failure('usage', 'Name the copies: by code, by id, or an issuance with numbers or --all.')
  return [...found.values()]
}
