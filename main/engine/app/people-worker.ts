import { readFileSync, statSync } from 'node:fs'
import { readPeople, readPeopleText } from '../../issue/recipients.ts'
import type { PeopleRead } from '../../issue/recipients.ts'
import { spreadsheetRows } from '../../issue/spreadsheet-rows.ts'
import { Failure } from '../../../shared/contract/failure.ts'
import { serveJobs } from '../serve-jobs.ts'

/** A thread that reads a list of people, which may be any file. */
export type PeopleJob = { readonly text: string } | { readonly path: string }

const MOST_BYTES = 16 * 1024 * 1024

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b
/** Excel's form of before 2007. */
const isOldExcel = (bytes: Uint8Array): boolean => bytes[0] === 0xd0 && bytes[1] === 0xcf

const readFile = (path: string): PeopleRead => {
  if (statSync(path).size > MOST_BYTES)
    throw new Failure('recipients-invalid', 'The list is larger than 16 MB. Is it the right file?')
  const bytes = readFileSync(path)
  if (isOldExcel(bytes))
    throw new Failure(
      'recipients-invalid',
      'This is a spreadsheet of the old form (.xls). Save it as .xlsx or CSV, or copy its cells and paste them.',
    )
  return isZip(bytes) ? readPeople(spreadsheetRows(bytes)) : readPeopleText(bytes)
}

serveJobs(async (job: PeopleJob): Promise<PeopleRead> => {
  return 'text' in job ? readPeopleText(job.text) : readFile(job.path)
})
