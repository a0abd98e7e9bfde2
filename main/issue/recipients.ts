import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { Failure } from '../../shared/contract/failure.ts'

/** One row of the list: whose copy it will be. Absent columns are empty strings. */
export interface Recipient {
  readonly name: string
  readonly unit: string
  readonly id: string
  readonly email: string
}

const MOST_RECIPIENTS = 10_000
const MOST_BYTES = 16 * 1024 * 1024
const LONGEST_FIELD = 200
const MOST_PROBLEMS_SHOWN = 20

type Column = keyof Recipient

const HEADERS: Readonly<Record<Column, readonly string[]>> = {
  name: ['name', 'recipient', 'full name', '姓名', '名字', '接收人', '领取人'],
  unit: ['unit', 'department', 'organisation', 'organization', '单位', '部门', '所在单位'],
  id: ['id', 'number', 'staff id', '编号', '工号', '证件号', '证件号码', '身份证号'],
  email: ['email', 'e-mail', 'mail', '邮箱', '电子邮件', '电子邮箱'],
}

const recordSchema = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }))

/**
 * Reads a recipients list: CSV with a header line, parted by comma, semicolon or tab, in UTF-8 or, as Chinese
 * Excel saves it, GB18030.
 * @throws Failure 'recipients-invalid' that lists every problem by its line.
 */
export const parseRecipients = (bytes: Uint8Array): Recipient[] => {
  if (bytes.length > MOST_BYTES) throw invalid(['The file is larger than 16 MB.'])
  const [header, ...rows] = records(decodeText(bytes))
  if (!header) throw invalid(['The file is empty.'])
  const columns = columnsOf(header.cells)
  if (rows.length === 0) throw invalid(['The list has a header and no recipient below it.'])
  if (rows.length > MOST_RECIPIENTS) {
    throw invalid([`The list has ${rows.length} recipients; at most ${MOST_RECIPIENTS} fit one issuance.`])
  }
  const read = rows.map(({ line, cells }) => ({ line, recipient: recipientOf(cells, columns) }))
  const problems = [
    ...rows.flatMap(({ line, cells }) => tooManyCells(line, cells, header.cells.length)),
    ...read.flatMap(({ line, recipient }) => fieldProblems(line, recipient)),
    ...duplicates(read),
  ]
  if (problems.length > 0) throw invalid(problems.sort((p, q) => lineOf(p) - lineOf(q)))
  return read.map(({ recipient }) => recipient)
}

const invalid = (problems: readonly string[]): Failure => {
  const shown = problems.slice(0, MOST_PROBLEMS_SHOWN).join(' ')
  const more = problems.length - MOST_PROBLEMS_SHOWN
  return new Failure(
    'recipients-invalid',
    `The list of recipients cannot be used: ${shown}${more > 0 ? ` And ${more} more.` : ''} Correct the file and issue again; nothing was written.`,
    { details: problems },
  )
}

const decodeText = (bytes: Uint8Array): string => {
  const wide =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : null
  if (wide) return new TextDecoder(wide).decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    try {
      return new TextDecoder('gb18030', { fatal: true }).decode(bytes)
    } catch {
      throw invalid(['The file is neither UTF-8 nor GB18030 text; save it as "CSV UTF-8".'])
    }
  }
}

interface Row {
  readonly line: number
  readonly cells: readonly string[]
}

/** Rows that hold anything, each with the line it begins on. */
const records = (text: string): Row[] => {
  if (text.includes('\0')) throw invalid(['The file is not text; export the list as CSV.'])
  const options = {
    delimiter: separatorOf(text),
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
  } as const
  let parsed: z.infer<typeof recordSchema>
  try {
    parsed = recordSchema.parse(parse(text, options))
  } catch (cause) {
    throw invalid([
      `The file is not well-formed CSV: ${cause instanceof Error ? cause.message : String(cause)}.`,
    ])
  }
  return parsed
    .map(({ record, info }) => ({ line: info.lines, cells: record.map(tidy) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
}

/** Blanks of every kind become one space, and characters are composed, so that what looks the same is the same. */
const tidy = (cell: string): string =>
  cell
    .normalize('NFC')
    .replace(/[\s\u3000]+/gu, ' ')
    .trim()

/** The separator that parts the header line into most cells. */
const separatorOf = (text: string): string => {
  const header = text.split(/\r?\n|\r/).find((line) => line.trim() !== '') ?? ''
  const count = (separator: string) => header.split(separator).length
  return [',', ';', '\t', '，'].reduce((best, next) => (count(next) > count(best) ? next : best))
}

type Columns = Readonly<Record<Column, number>>

const columnsOf = (header: readonly string[]): Columns => {
  const cells = header.map((cell) => cell.toLowerCase())
  const find = (column: Column) => cells.findIndex((cell) => HEADERS[column].includes(cell))
  const columns = { name: find('name'), unit: find('unit'), id: find('id'), email: find('email') }
  if (columns.name >= 0) return columns
  throw invalid([`Line 1: there is no column "name" (or 姓名); the header reads "${header.join(', ')}".`])
}

const recipientOf = (cells: readonly string[], columns: Columns): Recipient => ({
  name: cells[columns.name] ?? '',
  unit: cells[columns.unit] ?? '',
  id: cells[columns.id] ?? '',
  email: cells[columns.email] ?? '',
})

const tooManyCells = (line: number, cells: readonly string[], expected: number): string[] =>
  cells.slice(expected).some((cell) => cell !== '')
    ? [
        `Line ${line}: ${cells.length} cells where the header has ${expected}; a comma inside a cell needs quotes around it.`,
      ]
    : []

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
