import { PDFDocument } from 'pdf-lib'
import { Failure } from '../../../shared/contract/failure.ts'
import type { CopyRow } from '../../register/rows.ts'
import { writeDurably } from '../durable-file.ts'
import { serveJobs } from '../serve-jobs.ts'
import { sealedFile } from './sealed-file.ts'

/** A thread that puts copies one after the other into one PDF for the printer. */
export type PrintJob =
  | { readonly kind: 'add'; readonly copy: CopyRow; readonly duplex: boolean }
  | { readonly kind: 'save'; readonly path: string }

let pile: Promise<PDFDocument> | null = null

const add = async ({ copy, duplex }: PrintJob & { readonly kind: 'add' }): Promise<void> => {
  const pdf = await (pile ??= PDFDocument.create())
  const { bytes } = await sealedFile(copy)
  const made = await PDFDocument.load(bytes, { updateMetadata: false })
  for (const page of await pdf.copyPages(made, made.getPageIndices())) pdf.addPage(page)
  const [last] = pdf.getPages().slice(-1)
  // Two-sided, the next copy would begin on the back of this one's last sheet.
  if (duplex && made.getPageCount() % 2 === 1) pdf.addPage([last.getWidth(), last.getHeight()])
}

serveJobs(async (job: PrintJob): Promise<null> => {
  if (job.kind === 'add') await add(job)
  else if (pile === null) throw new Failure('internal', 'There is nothing to print.')
  else writeDurably(job.path, await (await pile).save())
  return null
})
