import type { CopyStand } from '../../shared/contract/custody-results.ts'
import { drawTable } from './draw-table.ts'
import { closePaper, openPaper } from './paper.ts'
import { drawFacts, drawSignatures, drawStatement, drawTitle, note } from './sheet-head.ts'
import type { SheetCopy } from './sheet-head.ts'
import type { Statement } from './statement.ts'

export interface CertificateOrder {
  readonly certificate: string
  readonly copies: readonly (SheetCopy & {
    readonly title: string
    readonly documentNumber: string | null
    readonly documentPages: number
  })[]
  readonly statement: Statement
}

const all = (
  copies: CertificateOrder['copies'],
  of: (d: NonNullable<CopyStand['destroyed']>) => string,
): string =>
  [...new Set(copies.flatMap(({ destroyed }) => (destroyed === null ? [] : [of(destroyed)])))].join('；')

/** A4 upright: which copies were destroyed, how, on whose word, before whose eyes. */
export const destructionCertificate = async ({
  certificate,
  copies,
  statement,
}: CertificateOrder): Promise<Uint8Array> => {
  const title = { zh: '涉密文件销毁证', en: 'Certificate of destruction' }
  const paper = await openPaper({ title: `${title.zh} ${certificate}`, at: statement.at })
  drawTitle(paper, title)
  drawFacts(
    paper,
    [
      ['证号 Certificate', certificate],
      ['份数 Copies', String(copies.length)],
      ['销毁日期 Destroyed', all(copies, ({ on }) => on)],
      ['销毁方式 Method', all(copies, ({ method }) => method)],
      ['批准人 Approver', all(copies, ({ approver }) => approver)],
      ['监销人 Witnesses', all(copies, ({ witnesses }) => witnesses.join('、'))],
    ],
    1,
  )
  drawTable(
    paper,
    [
      { heading: '题名 Title', mm: 60, text: (copy) => copy.title },
      { heading: '文号 Number', mm: 34, text: ({ documentNumber }) => documentNumber ?? '' },
      { heading: '份号 Copy', mm: 17, text: ({ copy }) => copy, align: 'centre' },
      { heading: '编码 Code', mm: 24, text: ({ code }) => code, align: 'centre' },
      { heading: '页数 Pages', mm: 13, text: ({ documentPages }) => String(documentPages), align: 'centre' },
      { heading: '原接收人 Recipient', mm: 32, text: ({ recipient }) => recipient.name },
    ],
    copies,
  )
  paper.y += 4
  note(
    paper,
    '上列各份已按上述方式销毁，两名监销人均在场。发放、归还和销毁记录留存于登记簿。 The copies above were destroyed as stated, in the presence of both witnesses. The records of their issue, return and destruction remain in the register.',
  )
  drawSignatures(paper, ['批准人 Approver', '日期 Date', '监销人 Witness 1', '监销人 Witness 2'])
  drawStatement(paper, statement)
  return closePaper(paper, `${certificate} · ${statement.at.slice(0, 10)}`)
}
