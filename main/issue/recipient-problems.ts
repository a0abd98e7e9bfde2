import { Failure } from '../../shared/contract/failure.ts'

/** One row of the list: whose copy it will be. Absent columns are empty strings. */
export interface Recipient {
  readonly name: string
  readonly unit: string
  readonly id: string
  readonly email: string
}

/** A recipient and the line that they stand on. */
export interface ReadRecipient {
  readonly line: number
  readonly recipient: Recipient
}

const MOST_RECIPIENTS = 10_000
const LONGEST_FIELD = 200
const MOST_PROBLEMS_SHOWN = 20

export const invalid = (problems: readonly string[]): Failure => {
  const shown = problems.slice(0, MOST_PROBLEMS_SHOWN).join(' ')
  const more = problems.length - MOST_PROBLEMS_SHOWN
  return new Failure(
    'recipients-invalid',
    `The list of recipients cannot be used: ${shown}${more > 0 ? ` And ${more} more.` : ''} Correct the file and issue again; nothing was written.`,
    { details: problems },
  )
}

/** Throws Failure 'recipients-invalid'. */
export const requireFew = (count: number): void => {
  if (count <= MOST_RECIPIENTS) return
  throw invalid([`The list has ${count} recipients; at most ${MOST_RECIPIENTS} fit one issuance.`])
}

/** Blanks of every kind become one space, and characters are composed, so that what looks the same is the same. */
export const tidy = (cell: string): string =>
  cell
    .normalize('NFC')
    .replace(/[\s\u3000]+/gu, ' ')
    .trim()

const fieldProblems = (line: number, recipient: Recipient): string[] => {
  if (recipient.name === '') return [`Line ${line}: the name is empty.`]
  const problems: string[] = []
  for (const column of ['name', 'unit', 'id', 'email'] as const) {
    if (recipient[column].length > LONGEST_FIELD) {
      problems.push(`Line ${line}: the ${column} is longer than ${LONGEST_FIELD} characters.`)
    }
  }
  if (recipient.email !== '' && !/^[^\s@]+@[^\s@]+$/u.test(recipient.email)) {
    problems.push(`Line ${line}: "${recipient.email}" is not an e-mail address.`)
  }
  return problems
}

/** The same id twice, or the same name in the same unit where an id does not tell the two apart. */
const duplicates = (read: readonly { line: number; recipient: Recipient }[]): string[] => {
  const problems: string[] = []
  const byId = new Map<string, number>()
  const byName = new Map<string, { line: number; id: string }>()
  for (const { line, recipient } of read) {
    if (recipient.name === '') continue
    const sameId = recipient.id === '' ? undefined : byId.get(recipient.id)
    const person = JSON.stringify([recipient.name, recipient.unit])
    const samePerson = byName.get(person)
    if (sameId !== undefined)
      problems.push(`Line ${line}: id "${recipient.id}" is already on line ${sameId}.`)
    else if (samePerson && (recipient.id === '' || samePerson.id === '')) {
      problems.push(
        `Line ${line}: "${recipient.name}" of "${recipient.unit}" is already on line ${samePerson.line}; give both an id if they are two people.`,
      )
    }
    if (recipient.id !== '' && sameId === undefined) byId.set(recipient.id, line)
    if (!samePerson) byName.set(person, { line, id: recipient.id })
  }
  return problems
}

const lineOf = (problem: string): number => Number(/^Line (\d+)/.exec(problem)?.[1] ?? 0)

export const inOrder = (problems: readonly string[]): string[] =>
  problems.toSorted((p, q) => lineOf(p) - lineOf(q))

/** What is wrong with these people as a list, by line. */
export const problemsOf = (read: readonly ReadRecipient[]): string[] => [
  ...read.flatMap(({ line, recipient }) => fieldProblems(line, recipient)),
  ...duplicates(read),
]

/** People who come from elsewhere than a file, tidied. Throws Failure 'recipients-invalid' that names every problem by its place. */
export const requireRecipients = (people: readonly Recipient[]): readonly Recipient[] => {
  requireFew(people.length)
  const tidied = people.map(({ name, unit, id, email }) => ({
    name: tidy(name),
    unit: tidy(unit),
    id: tidy(id),
    email: tidy(email),
  }))
  const problems = inOrder(problemsOf(tidied.map((recipient, i) => ({ line: i + 1, recipient }))))
  if (tidied.length === 0) throw invalid(['Nobody is on it.'])
  if (problems.length > 0) throw invalid(problems)
  return tidied
}
