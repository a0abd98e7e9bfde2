import { PDFDocument } from 'pdf-lib'
import writeExcelFile from 'write-excel-file/node'
import { twoPagePaper } from '../../journey/two-page-paper.ts'

/** One page that opens with a password only. */
export const encryptedPaper = async (userPassword: string): Promise<Buffer> => {
  const pdf = await PDFDocument.load(await twoPagePaper(1))
  pdf.encrypt({ userPassword, ownerPassword: `${userPassword} of the owner` })
  return Buffer.from(await pdf.save())
}

export const sheetOf = (rows: readonly (readonly string[])[]): Promise<Buffer> =>
  writeExcelFile(rows.map((row) => row.map((value) => ({ value, type: String })))).toBuffer()
