import { randomUUID } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
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
import type { Keyring } from '../keys/keyring.ts'
import { newId } from '../register/new-id.ts'
import { openBlobsForReading } from '../register/blob-store.ts'
import { fileFailure } from '../register/file-failure.ts'
import { openRegisterForReading } from '../register/register.ts'
import type { RegisterReader } from '../register/register.ts'
import { syncFolder } from '../register/write-atomically.ts'
import { CHUNK_BYTES, frameSealer, printPreamble } from './backup-frames.ts'
import type { Frame } from './backup-frames.ts'
import { checkBackup } from './read-backup.ts'
import { BLOBS, readHeader, REGISTER } from './vault-files.ts'

export interface BackupSource {
  readonly dir: string
  readonly keyring: Keyring
  readonly register: RegisterReader
}

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
export const writeBackup = async (source: BackupSource, file: string, made: Date): Promise<WrittenBackup> => {
  const work = mkdtempSync(join(source.dir, 'backup-'))
  const part = `${file}.${randomUUID()}.part`
  try {
    const snapshot = join(work, REGISTER)
    await source.register.backupTo(snapshot)
    const blobs = listBlobs(source.dir)
    const reader = openRegisterForReading(snapshot, {
      vaultId: source.keyring.vaultId,
      publicKey: source.keyring.publicKey,
    })
    const head = { size: reader.size(), checkpoint: reader.checkpoint() }
    const damaged = damagedBlobs(source, reader)
    reader.close()
    for (const rest of ['-wal', '-shm']) rmSync(snapshot + rest, { force: true })
    pack(source, part, made, [{ path: REGISTER, from: snapshot }, ...blobs], head)
    rmSync(snapshot)
    const checked = await checkBackup(part, source.keyring, work)
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

/** A backup of what is broken already must not pass for whole. */
const damagedBlobs = ({ dir, keyring }: BackupSource, register: RegisterReader): string[] => {
  const blobs = openBlobsForReading(join(dir, BLOBS), keyring)
  return register.blobIds().filter((id) => {
    try {
      blobs.get(id)
      return false
    } catch {
      return true
    }
  })
}

const pack = (
  { dir, keyring }: BackupSource,
  part: string,
  made: Date,
  files: readonly Packed[],
  head: { readonly size: number; readonly checkpoint: string },
): void => {
  const preamble = printPreamble({
    id: newId('b'),
    vaultId: keyring.vaultId,
    made: made.toISOString(),
    header: readHeader(dir),
  })
  const seal = frameSealer(preamble, keyring)
  const handle = openSync(part, 'wx', 0o600)
  const write = (frame: Frame): void => void writeSync(handle, seal(frame))
  try {
    writeSync(handle, preamble)
    for (const { path, from } of files) {
      write({ kind: 'file', path, bytes: statSync(from).size })
      for (const data of chunksOf(from)) write({ kind: 'data', data })
    }
    write({ kind: 'end', files: files.length, ...head })
    fsyncSync(handle)
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
