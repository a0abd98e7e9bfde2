import {
  closeSync,
  fsync,
  mkdtempSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { throwIfCancelled } from '../../shared/contract/failure.ts'
import type { Keyring } from '../keys/keyring.ts'
import { newId } from '../register/new-id.ts'
import { openBlobsForReading } from '../register/blob-store.ts'
import { fileFailure } from '../register/file-failure.ts'
import { openRegisterForReading } from '../register/register.ts'
import type { RegisterReader } from '../register/register.ts'
import { syncFolder } from '../register/write-atomically.ts'
import { CHUNK_BYTES, frameSealer, printPreamble } from './backup-frames.ts'
import type { Frame } from './backup-frames.ts'
import { partOf, WORK_PREFIX } from './left-behind.ts'
import { checkBackup } from './read-backup.ts'
import type { Paced } from './read-backup.ts'
import { turnTaker } from './take-turns.ts'
import type { Waiting } from './take-turns.ts'
import { BLOBS, readHeader, REGISTER } from './vault-files.ts'

/** What a snapshot of the register is, once it is on disk. */
export interface Snapshot {
  readonly size: number
  readonly checkpoint: string
  /** Of stored contents that its record names. */
  readonly blobIds: readonly string[]
}

export interface BackupOptions extends Waiting {
  /** Copies the register as it is at one moment to a file, where the copying should not be done in this thread. */
  readonly snapshot?: (file: string) => Promise<Snapshot>
}

export interface BackupSource {
  readonly dir: string
  readonly keyring: Keyring
  readonly register: RegisterReader
}

/** As much of a vault as a copy of its register takes. */
export interface SnapshotSource {
  readonly register: Pick<RegisterReader, 'backupTo'>
  readonly keyring: Pick<Keyring, 'vaultId' | 'publicKey'>
}

/** A gigabyte takes a disk seconds, and others are served meanwhile. */
const synced = promisify(fsync)

export interface WrittenBackup {
  readonly sha256: string
  readonly bytes: number
  readonly size: number
  readonly blobs: number
  /** Blobs that are missing from the vault or broken in it. */
  readonly damaged: readonly string[]
}

/**
 * The whole vault as it is at one moment, while it is in use, into one encrypted file, which is then opened and checked
 * before it gets its name. Throws Failure 'disk-full', 'file-unwritable' or 'backup-damaged'.
 */
export const writeBackup = async (
  source: BackupSource,
  file: string,
  made: Date,
  options: BackupOptions = {},
): Promise<WrittenBackup> => {
  const work = mkdtempSync(join(source.dir, WORK_PREFIX))
  const part = partOf(file)
  try {
    const snapshot = join(work, REGISTER)
    const { snapshot: take = (to: string) => takeSnapshot(source, to) } = options
    const { blobIds, ...head } = await take(snapshot)
    throwIfCancelled(options.signal)
    const blobs = listBlobs(source.dir)
    const takeTurns = turnTaker(options)
    const damaged = await damagedBlobs(source, blobIds, takeTurns)
    for (const rest of ['-wal', '-shm']) rmSync(snapshot + rest, { force: true })
    const packed = [{ path: REGISTER, from: snapshot }, ...blobs]
    const bytes = packed.reduce((sum, { from }) => sum + statSync(from).size, 0)
    // Everything is written once, and read once more.
    const tell = (done: number): void => options.onProgress?.({ stage: 'reporting', done, total: 2 * bytes })
    await pack(source, part, made, packed, head, { takeTurns, tell })
    rmSync(snapshot)
    const checked = await checkBackup(part, source.keyring, work, {
      takeTurns,
      tell: (read) => tell(bytes + read),
      signal: options.signal,
    })
    renameSync(part, file)
    syncFolder(dirname(file))
    return { ...checked, blobs: blobs.length, damaged }
  } catch (error) {
    rmSync(part, { force: true })
    throw error instanceof Error && 'errno' in error ? fileFailure(error, file) : error
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

interface Packed {
  readonly path: string
  readonly from: string
}

const listBlobs = (dir: string): Packed[] => {
  const folder = join(dir, BLOBS)
  return readdirSync(folder)
    .filter((name) => /^[0-9a-f]{2}$/.test(name))
    .flatMap((name) => readdirSync(join(folder, name)).map((rest) => `${name}/${rest}`))
    .toSorted()
    .map((path) => ({ path: `${BLOBS}/${path}`, from: join(folder, path) }))
}

/** A register's copy, made and read in this thread. */
export const takeSnapshot = async (
  { register, keyring: { vaultId, publicKey } }: SnapshotSource,
  file: string,
): Promise<Snapshot> => {
  await register.backupTo(file)
  const reader = openRegisterForReading(file, { vaultId, publicKey })
  try {
    return { size: reader.size(), checkpoint: reader.checkpoint(), blobIds: reader.blobIds() }
  } finally {
    reader.close()
  }
}

/** A backup of what is broken already must not pass for whole. */
const damagedBlobs = async (
  { dir, keyring }: BackupSource,
  ids: readonly string[],
  takeTurns: () => Promise<void>,
): Promise<string[]> => {
  const blobs = openBlobsForReading(join(dir, BLOBS), keyring)
  const damaged: string[] = []
  for (const id of ids) {
    await takeTurns()
    try {
      blobs.get(id)
    } catch {
      damaged.push(id)
    }
  }
  return damaged
}

const pack = async (
  { dir, keyring }: BackupSource,
  part: string,
  made: Date,
  files: readonly Packed[],
  head: { readonly size: number; readonly checkpoint: string },
  { takeTurns, tell }: Paced,
): Promise<void> => {
  const preamble = printPreamble({
    id: newId('b'),
    vaultId: keyring.vaultId,
    made: made.toISOString(),
    header: readHeader(dir),
  })
  const seal = frameSealer(preamble, keyring)
  const handle = openSync(part, 'wx', 0o600)
  const write = (frame: Frame): void => void writeSync(handle, seal(frame))
  let done = 0
  try {
    writeSync(handle, preamble)
    for (const { path, from } of files) {
      write({ kind: 'file', path, bytes: statSync(from).size })
      for (const data of chunksOf(from)) {
        write({ kind: 'data', data })
        done += data.length
        tell(done)
        await takeTurns()
      }
    }
    write({ kind: 'end', files: files.length, ...head })
    await synced(handle)
  } finally {
    closeSync(handle)
  }
}

function* chunksOf(path: string): Generator<Uint8Array, void, undefined> {
  const handle = openSync(path, 'r')
  try {
    for (;;) {
      const chunk = Buffer.alloc(CHUNK_BYTES)
      const read = readSync(handle, chunk, 0, CHUNK_BYTES, null)
      if (read === 0) return
      yield chunk.subarray(0, read)
    }
  } finally {
    closeSync(handle)
  }
}
