import { Failure } from '../../../shared/contract/failure.ts'
import { openRegisterForReading } from '../../register/register.ts'
import type { RegisterReader } from '../../register/register.ts'
import { serveJobs, tellProgress } from '../serve-jobs.ts'
import { drawCopies } from './draw-copies.ts'
import type { DrawJob, DrawnPaper, OnRow, PaperOrder, PaperSource, PreparedPaper } from './paper-order.ts'

/** While others write, rows of one question and the head they are stated under may be of two moments; then they are read anew. */
const MOST_READINGS = 20

const atOneMoment = <T>(register: RegisterReader, read: () => T): T => {
  for (let readings = 0; readings < MOST_READINGS; readings++) {
    const before = register.size()
    const value = read()
    if (register.size() === before) return value
  }
  throw new Failure('vault-in-use', 'The register was written to all the while. Try again in a moment.')
}

/** Sheets need far more code than lists do, which is loaded only for them. */
const preparerOf = async (order: PaperOrder): Promise<(source: PaperSource) => PreparedPaper> => {
  if (order.kind === 'copies') return (source) => drawCopies(source, order.request)
  const { drawSheet } = await import('./draw-sheet.ts')
  return (source) => drawSheet(source, order.request)
}

const TOLD = 100

/** Reading was the first half; of the second a hundred steps are told, however many rows there are. */
const rowTeller = (rows: number): OnRow => {
  const each = Math.ceil(rows / TOLD)
  return (done) => {
    if (done % each === 0) tellProgress({ stage: 'reporting', done: 1 + done / rows, total: 2 })
  }
}

const drawPaper = async ({ file, identity, order }: DrawJob): Promise<DrawnPaper> => {
  const register = openRegisterForReading(file, identity)
  try {
    tellProgress({ stage: 'reading', done: 0, total: 2 })
    const source = { id: identity.vaultId, register }
    const prepare = await preparerOf(order)
    const { statement, draw } = atOneMoment(register, () => prepare(source))
    tellProgress({ stage: 'reporting', done: 1, total: 2 })
    return { statement, bytes: Uint8Array.from(await draw(rowTeller(statement.rows))) }
  } finally {
    register.close()
  }
}

/** This thread draws lists and sheets. It reads the register by itself, for which no key is needed. */
serveJobs(drawPaper, ({ bytes }) => [bytes.buffer as ArrayBuffer])
