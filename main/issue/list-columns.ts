import type { Recipient } from './recipient-problems.ts'

type Column = keyof Recipient

const HEADERS: Readonly<Record<Column, readonly string[]>> = {
  name: ['name', 'recipient', 'full name', '姓名', '名字', '接收人', '领取人'],
  unit: ['unit', 'department', 'organisation', 'organization', '单位', '部门', '所在单位'],
  id: ['id', 'number', 'staff id', '编号', '工号', '证件号', '证件号码', '身份证号'],
  email: ['email', 'e-mail', 'mail', '邮箱', '电子邮件', '电子邮箱'],
}

/** Where each column is, or -1. */
export type Columns = Readonly<Record<Column, number>>

/** By the heading's words; null where it names nobody, and so is no heading of such a list. */
export const columnsByHeading = (heading: readonly string[]): Columns | null => {
  const cells = heading.map((cell) => cell.toLowerCase())
  const find = (column: Column) => cells.findIndex((cell) => HEADERS[column].includes(cell))
  const columns = { name: find('name'), unit: find('unit'), id: find('id'), email: find('email') }
  return columns.name >= 0 ? columns : null
}

const shareOf = (
  rows: readonly (readonly string[])[],
  column: number,
  is: (cell: string) => boolean,
): number => {
  const cells = rows.map((row) => row[column] ?? '').filter((cell) => cell !== '')
  return cells.length === 0 ? 0 : cells.filter(is).length / cells.length
}

const isEmail = (cell: string): boolean => /^[^\s@]+@[^\s@]+$/u.test(cell)
/** A number among its letters, and nothing that only a name has. */
const isId = (cell: string): boolean => /\d/.test(cell) && /^[\w./-]+$/u.test(cell)

/** Most of a column has to look like what it is taken for. */
const MOST = 0.6

/** By what the cells look like, where there is no heading: addresses and ids are known by their form, a name stands before a unit. */
export const columnsByLook = (rows: readonly (readonly string[])[]): Columns => {
  const all = [...Array(Math.max(0, ...rows.map((row) => row.length))).keys()]
  const email = all.find((column) => shareOf(rows, column, isEmail) > MOST) ?? -1
  const id = all.find((column) => column !== email && shareOf(rows, column, isId) > MOST) ?? -1
  const isFilled = (column: number) => rows.some((row) => (row[column] ?? '') !== '')
  const [name = -1, unit = -1] = all.filter((column) => column !== email && column !== id && isFilled(column))
  return { name, unit, id, email }
}

export const recipientOf = (cells: readonly string[], columns: Columns): Recipient => ({
  name: cells[columns.name] ?? '',
  unit: cells[columns.unit] ?? '',
  id: cells[columns.id] ?? '',
  email: cells[columns.email] ?? '',
})
