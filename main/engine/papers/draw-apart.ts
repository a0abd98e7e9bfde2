import { join } from 'node:path'
import type { Vault } from '../../vault.ts'
import { REGISTER } from '../../vault/vault-files.ts'
import type { Calling } from '../calling.ts'
import { workApart } from '../work-apart.ts'
import type { DrawJob, DrawnPaper, PaperOrder } from './paper-order.ts'

const SCRIPT = new URL('./draw-worker.ts', import.meta.url)
/** Of a hundred thousand copies as a spreadsheet a quarter was used on two busy cores. */
const PATIENCE_MS = 30 * 60_000
const HEAP_MB = 4096

/**
 * Reads the rows and draws the file in a thread of its own, on a connection of its own: it takes seconds for thousands of rows, and
 * whoever serves others must not wait for it. Needs no key. Throws Failure 'cancelled', and what reading the register throws.
 */
export const drawApart = (
  { id, dir, keyring }: Vault,
  order: PaperOrder,
  calling: Calling,
): Promise<DrawnPaper> =>
  workApart<DrawJob, DrawnPaper>(
    {
      script: SCRIPT,
      patienceMs: PATIENCE_MS,
      heapMb: HEAP_MB,
      exhausted: {
        code: 'document-too-large',
        message: 'This is too much for one file. Choose fewer rows, or take CSV or JSON Lines.',
      },
    },
    { file: join(dir, REGISTER), identity: { vaultId: id, publicKey: keyring.publicKey }, order },
    calling,
  )
