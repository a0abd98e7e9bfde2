import type { ExportColumn } from './export-column.ts'

type Kind = ExportColumn['kind']

const column = (key: string, zh: string, en: string, width: number, kind: Kind = 'text'): ExportColumn => ({
  key,
  heading: { en, zh },
  kind,
  width,
})

/** What a clerk's register of copies holds, in its order. The keys are those of JSON Lines and never change. */
export const COPY_COLUMNS: readonly ExportColumn[] = [
  column('controlNumber', '控制号', 'Control number', 14),
  column('documentNumber', '文号', 'Document number', 20),
  column('title', '题名', 'Title', 36),
  column('classification', '密级', 'Classification', 14),
  column('term', '保密期限', 'Term', 12),
  column('version', '版本', 'Version', 10),
  column('pages', '页数', 'Pages', 8, 'number'),
  column('occasion', '事由', 'Occasion', 24),
  column('number', '份号', 'Copy', 8, 'number'),
  column('of', '总份数', 'Of', 8, 'number'),
  column('reprint', '补印号', 'Reprint', 9, 'number'),
  column('reprintOf', '补印份数', 'Reprints', 10, 'number'),
  column('code', '编码', 'Code', 12),
  column('recipient', '接收人', 'Recipient', 16),
  column('unit', '单位', 'Unit', 24),
  column('recipientId', '编号', 'Id', 14),
  column('state', '状态', 'State', 12),
  column('holder', '现持有人', 'Now with', 16),
  column('basis', '依据', 'Basis', 18),
  column('approver', '批准人', 'Approver', 14),
  column('issuedAt', '登记时间 (UTC)', 'Issued (UTC)', 20, 'time'),
  column('issuedBy', '经办人', 'Issued by', 14),
  column('channel', '发放方式', 'Channel', 16),
  column('handedOut', '发出日期', 'Handed out', 13, 'day'),
  column('takenBy', '代领人', 'Taken by', 14),
  column('receiptName', '签收人', 'Signed by', 14),
  column('receiptOn', '签收日期', 'Signed on', 13, 'day'),
  column('receiptScan', '签收单 SHA-256', 'Signed sheet SHA-256', 20),
  column('pagesChecked', '页检日期', 'Pages checked', 13, 'day'),
  column('pagesComplete', '页数完整', 'Complete', 11, 'boolean'),
  column('due', '应还日期', 'Due back', 13, 'day'),
  column('overdue', '逾期', 'Overdue', 9, 'boolean'),
  column('returnedOn', '归还日期', 'Returned', 13, 'day'),
  column('condition', '归还状况', 'Condition', 13),
  column('receiver', '收回人', 'Received by', 14),
  column('inventoryAt', '清点时间 (UTC)', 'Inventory (UTC)', 20, 'time'),
  column('inventoryFound', '清点在否', 'Found', 9, 'boolean'),
  column('destroyedOn', '销毁日期', 'Destroyed', 13, 'day'),
  column('method', '销毁方式', 'Method', 14),
  column('destructionApprover', '销毁批准人', 'Destruction approver', 14),
  column('witness1', '监销人一', 'Witness 1', 14),
  column('witness2', '监销人二', 'Witness 2', 14),
  column('certificate', '销毁证号', 'Certificate', 16),
  column('lostOn', '遗失日期', 'Lost', 13, 'day'),
  column('incidents', '关联事件', 'Incidents', 16),
  column('retainUntil', '留存至', 'Retain until', 13, 'day'),
  column('documentSha256', '原件 SHA-256', 'Document SHA-256', 20),
  column('copySha256', '本份 SHA-256', 'Copy SHA-256', 20),
  column('documentId', '文件标识', 'Document id', 20),
  column('issuanceId', '发放标识', 'Issuance id', 20),
  column('copyId', '本份标识', 'Copy id', 20),
]

/** What fits on a sheet of paper. */
const ON_PAPER: Readonly<Record<string, number>> = {
  copyLabel: 16,
  code: 22,
  recipient: 30,
  unit: 36,
  title: 44,
  state: 18,
  handedOut: 20,
  receiptOn: 20,
  due: 20,
  returnedOn: 20,
  certificate: 21,
}

const COPY_LABEL = column('copyLabel', '份号', 'Copy', 10)

/** Columns of the printed list, with their widths in millimetres. */
export const PAPER_COLUMNS: readonly (ExportColumn & { readonly mm: number })[] = Object.entries(
  ON_PAPER,
).map(([key, mm]) => {
  const found = key === 'copyLabel' ? COPY_LABEL : COPY_COLUMNS.find((known) => known.key === key)
  if (found === undefined) throw new RangeError(`no column ${key}`)
  return { ...found, mm }
})
