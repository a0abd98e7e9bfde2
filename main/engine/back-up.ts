import { readdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { existsSync } from 'node:fs'
import { Failure } from '../../shared/contract/failure.ts'
import type { BackupResult, RestoreResult } from '../../shared/contract/keeping-results.ts'
import type { Opener } from '../keys/wrap-master-key.ts'
import { parseCheckpoint } from '../register/checkpoint.ts'
import { fileFailure } from '../register/file-failure.ts'
import { openVault } from '../vault.ts'
import type { VaultReader } from '../vault.ts'
import { backupName, chooseKept, DEFAULT_LADDER, timeOfBackup } from '../vault/backup-ladder.ts'
import type { Ladder } from '../vault/backup-ladder.ts'
import { restoreFiles } from '../vault/restore-backup.ts'
import { REGISTER } from '../vault/vault-files.ts'
import { removeOldParts } from '../vault/left-behind.ts'
import { writeBackup } from '../vault/write-backup.ts'
import type { Snapshot } from '../vault/write-backup.ts'
import type { Calling } from './calling.ts'
import { ensureFolder } from './durable-file.ts'
import { requireRole } from './permissions.ts'
import type { SnapshotJob } from './snapshot-worker.ts'
import { workApart } from './work-apart.ts'

/** One file, or a folder in which backups are kept in a ladder of days, weeks and months. */
export type BackupRequest =
  { readonly out: string } | { readonly ladderDir: string; readonly ladder?: Ladder }

const requireFree = (file: string): void => {
  if (existsSync(file)) throw new Failure('file-unwritable', `${file} is already there. Choose another name.`)
}

/** The backups of this vault in a folder, by their names. */
export const backupsIn = (
  vaultId: string,
  folder: string,
): readonly { readonly file: string; readonly time: Date }[] =>
  readdirSync(folder).flatMap((name) => {
    const time = timeOfBackup(vaultId, name)
    return time === null ? [] : [{ file: join(folder, name), time }]
  })

/** Removes what the ladder lets go: only files that bear the name of a backup of this vault. */
const prune = (vaultId: string, folder: string, ladder: Ladder): string[] => {
  const backups = backupsIn(vaultId, folder)
  const kept = chooseKept(
    backups.map(({ time }) => time),
    ladder,
  )
  const removed = backups.filter(({ time }) => !kept.has(time)).map(({ file }) => file)
  for (const file of removed) rmSync(file, { force: true })
  removeOldParts(folder, (name) => timeOfBackup(vaultId, name) !== null)
  return removed
}

const SNAPSHOT = {
  script: new URL('./snapshot-worker.ts', import.meta.url),
  patienceMs: 60 * 60_000,
  heapMb: 1024,
  exhausted: { code: 'internal', message: 'The register could not be copied in an hour.' },
} as const

/** The register's copy is made in a thread of its own, on a connection of its own; for that no key is needed. */
const snapshotApart = ({ id, dir, keyring }: VaultReader, to: string, calling: Calling): Promise<Snapshot> =>
  workApart<SnapshotJob, Snapshot>(
    SNAPSHOT,
    { file: join(dir, REGISTER), vaultId: id, publicKey: keyring.publicKey, to },
    calling,
  )

/** While the vault is in use, by us or by others. Older backups go only once the new one has been opened and checked. */
export const backUp = async (
  vault: VaultReader,
  request: BackupRequest,
  calling: Calling = {},
): Promise<BackupResult> => {
  requireRole(vault, ['custodian'], 'make backups')
  const now = new Date()
  const folder = 'ladderDir' in request ? resolve(request.ladderDir) : null
  if (folder !== null) ensureFolder(folder)
  const file = 'out' in request ? resolve(request.out) : join(folder ?? '', backupName(vault.id, now))
  requireFree(file)
  const { onProgress, signal } = calling
  const written = await writeBackup(vault, file, now, {
    snapshot: (to) => snapshotApart(vault, to, calling),
    ...(onProgress === undefined ? {} : { onProgress }),
    ...(signal === undefined ? {} : { signal }),
  })
  const isSafe = written.damaged.length === 0
  const ladder = ('ladderDir' in request ? request.ladder : undefined) ?? DEFAULT_LADDER
  try {
    const removed = folder !== null && isSafe ? prune(vault.id, folder, ladder) : []
    return { file, ...written, damaged: [...written.damaged], removed }
  } catch (error) {
    throw fileFailure(error, folder ?? file)
  }
}

export interface RestoreRequest {
  readonly backup: string
  /** A new or empty folder. */
  readonly dir: string
  /** A passphrase of the time of the backup, or the recovery key of then. */
  readonly opener: Opener
}

/** Puts a backup in place as a vault, verifies it, and records that its history begins again from there. */
export const restoreVault = async ({ backup, dir, opener }: RestoreRequest): Promise<RestoreResult> => {
  const { made, blobs, size, checkpoint, backup: id } = await restoreFiles(resolve(backup), dir, opener)
  const vault = await openVault(dir, opener)
  try {
    const { verdict } = vault.register.verify(checkpoint)
    const root = Buffer.from(parseCheckpoint(checkpoint).root).toString('base64')
    if (verdict === 'intact') {
      const body = { backup: id, size, root }
      vault.register.append([{ type: 'vault-restored', by: vault.user.name, body }])
    }
    return { vault: { id: vault.id, path: vault.dir }, made, size, blobs, verdict }
  } finally {
    vault.close()
  }
}
