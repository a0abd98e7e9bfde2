import { join, resolve } from 'node:path'
import { unlockVaultHeader } from '../keys/vault-header.ts'
import type { Opener } from '../keys/wrap-master-key.ts'
import { buildFolder, requireFreeFolder } from './build-folder.ts'
import { preambleOf, unpack } from './read-backup.ts'
import type { UnpackedBackup } from './read-backup.ts'
import { writeHeader } from './vault-files.ts'

export interface RestoredFiles extends UnpackedBackup {
  readonly backup: string
  readonly made: string
}

/**
 * A backup's files in a new or empty folder, all or nothing; opened with a passphrase of the time when it was made.
 * Throws Failure 'backup-damaged', 'passphrase-wrong', 'recovery-key-wrong', 'vault-exists', 'usage' or 'disk-full'.
 */
export const restoreFiles = async (file: string, dir: string, opener: Opener): Promise<RestoredFiles> => {
  const path = resolve(dir)
  requireFreeFolder(path)
  const { header, id, made } = preambleOf(file)
  const { keyring } = await unlockVaultHeader(header, opener)
  try {
    const unpacked = await buildFolder(path, (building) => {
      writeHeader(building, header)
      return unpack(file, keyring, (inside) => join(building, inside))
    })
    return { ...unpacked, backup: id, made }
  } finally {
    keyring.close()
  }
}
