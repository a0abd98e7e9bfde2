import type { ExportResult } from '../../../shared/contract/paper-results.ts'
import type { Vault } from '../../vault.ts'
import type { Calling } from '../calling.ts'
import { requireRole } from '../permissions.ts'
import { drawApart } from './draw-apart.ts'
import type { SheetRequest } from './paper-order.ts'
import { releaseFile, requireFreeFile } from './release-file.ts'

/** A sheet of paper as PDF, recorded like every other file that goes out. */
export const makeSheet = async (
  vault: Vault,
  request: SheetRequest,
  calling: Calling = {},
): Promise<ExportResult> => {
  requireRole(vault, ['custodian', 'auditor'], 'make sheets')
  const { out } = request
  requireFreeFile(out)
  return releaseFile(vault, {
    format: 'pdf',
    out,
    ...(await drawApart(vault, { kind: 'sheet', request }, calling)),
  })
}
