import { openRegisterForReading } from '../register/register.ts'
import { takeSnapshot } from '../vault/write-backup.ts'
import type { Snapshot } from '../vault/write-backup.ts'
import { serveJobs } from './serve-jobs.ts'

/** A thread that copies a register as it is at one moment. */
export interface SnapshotJob {
  readonly file: string
  readonly vaultId: string
  readonly publicKey: Uint8Array
  readonly to: string
}

serveJobs(async ({ file, to, ...identity }: SnapshotJob): Promise<Snapshot> => {
  const register = openRegisterForReading(file, identity)
  try {
    return await takeSnapshot({ register, keyring: identity }, to)
  } finally {
    register.close()
  }
})
