import type { Row } from './draft.ts'

export type RowProblem = 'no-name' | 'bad-email' | 'same-id' | 'same-person'

const personOf = ({ name, unit }: Row): string => JSON.stringify([name.trim(), unit.trim()])

/**
 * What is wrong with rows, by key: as the engine will judge them, told while one types. An id twice, or a name twice in one
 * unit unless both have an id, is one person twice.
 */
export const rowProblems = (rows: readonly Row[]): ReadonlyMap<number, RowProblem> => {
  const problems = new Map<number, RowProblem>()
  const ids = new Set<string>()
  const people = new Map<string, string>()
  for (const row of rows) {
    const id = row.id.trim()
    const person = personOf(row)
    const before = people.get(person)
    if (row.name.trim() === '') problems.set(row.key, 'no-name')
    else if (row.email.trim() !== '' && !/^[^\s@]+@[^\s@]+$/u.test(row.email.trim()))
      problems.set(row.key, 'bad-email')
    else if (id !== '' && ids.has(id)) problems.set(row.key, 'same-id')
    else if (before !== undefined && (id === '' || before === '')) problems.set(row.key, 'same-person')
    if (row.name.trim() === '') continue
    if (id !== '') ids.add(id)
    if (before === undefined) people.set(person, id)
  }
  return problems
}
