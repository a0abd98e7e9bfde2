import type { ExportResult } from '../../../shared/contract/paper-results.ts'
import type { Vault } from '../../vault.ts'
import type { Calling } from '../calling.ts'
import { requireRole } from '../permissions.ts'
import { drawApart } from './draw-apart.ts'
import type { ExportRequest } from './paper-order.ts'
import { releaseFile, requireFreeFile } from './release-file.ts'

/** The copies that answer, as a file: what it holds and its hashes are themselves recorded. */
export const exportCopies = async (
  vault: Vault,
  request: ExportRequest,
  calling: Calling = {},
): Promise<ExportResult> => {
  requireRole(vault, ['custodian', 'auditor'], 'export lists')
  const { format, out } = request
  requireFreeFile(out)
  return releaseFile(vault, {
    format,
    out,
    ...(await drawApart(vault, { kind: 'copies', request }, calling)),
  })
}
