import { sha256Of } from '../../export/json-lines-file.ts'
import type { Statement } from '../../export/statement.ts'
import type { PaperSource } from './paper-order.ts'

/** What a file says of itself, as of now. */
export const stated = (
  { id, register }: PaperSource,
  of: Pick<Statement, 'kind' | 'filter' | 'by'>,
  lines: string,
): Statement => ({
  vault: id,
  ...of,
  rows: lines === '' ? 0 : lines.split('\n').length - 1,
  rowsSha256: sha256Of(lines),
  at: new Date().toISOString(),
  checkpoint: register.checkpoint(),
  registerKey: register.verifierKey(),
})
