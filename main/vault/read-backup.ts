import { createHash } from 'node:crypto'
import {
  closeSync,
  createReadStream,
  fsyncSync,
  mkdirSync,
  openSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Failure } from '../../shared/contract/failure.ts'
import type { Keyring } from '../keys/keyring.ts'
import { fileFailure } from '../register/file-failure.ts'
import { openRegisterForReading } from '../register/register.ts'
import { FOLDER_MODE } from '../register/write-atomically.ts'
import { backupDamaged, readFrames, readPreamble } from './backup-frames.ts'
import type { Frame, Preamble } from './backup-frames.ts'
import { turnTaker } from './take-turns.ts'
import { BLOBS, REGISTER } from './vault-files.ts'

export interface UnpackedBackup {
  readonly size: number
  readonly blobs: number
  readonly checkpoint: string
}

/** Where a file of the backup is written; null for one that is only checked. */
type Place = (path: string) => string | null

const PATHS = new RegExp(`^(${REGISTER.replace('.', '\\.')}|${BLOBS}/[0-9a-f]{2}/[0-9a-f]{62})$`)

/** Throws Failure 'file-not-found' or 'file-unreadable'. */
export const openBackup = (file: string): number => {
  try {
    return openSync(file, 'r')
  } catch (cause) {
    const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
    if (isMissing) throw new Failure('file-not-found', `There is no backup ${file}.`, { cause })
    throw new Failure('file-unreadable', `${file} cannot be read. Check its permissions.`, { cause })
  }
}

export const preambleOf = (file: string): Preamble => {
  const handle = openBackup(file)
  try {
    return readPreamble(handle)
  } finally {
    closeSync(handle)
  }
}

/** One file after another, whole; each is on disk when the next begins. */
const fileWriter = (place: Place) => {
  let handle: number | null = null
  let missing = 0
  let files = 0
  const end = (): void => {
    if (missing > 0) throw backupDamaged('a file in it is cut short')
    if (handle === null) return
    fsyncSync(handle)
    closeSync(handle)
    handle = null
  }
  const begin = ({ path, bytes }: Extract<Frame, { kind: 'file' }>): void => {
    end()
    if (!PATHS.test(path)) throw backupDamaged('it holds a file that no vault has')
    const to = place(path)
    if (to !== null) mkdirSync(dirname(to), { recursive: true, mode: FOLDER_MODE })
    handle = to === null ? null : openSync(to, 'wx', 0o600)
    missing = bytes
    files += 1
  }
  const write = (data: Uint8Array): void => {
    missing -= data.length
    if (missing < 0) throw backupDamaged('a file in it is too long')
    if (handle !== null) writeSync(handle, data)
  }
  const abandon = (): void => {
    if (handle !== null) closeSync(handle)
  }
  return { begin, write, end, abandon, count: () => files }
}

/** How work that takes long lets others have their turns, and says how far it is, in bytes. */
export interface Paced {
  readonly takeTurns: () => Promise<void>
  readonly tell: (bytes: number) => void
}

const UNWATCHED: Paced = { takeTurns: turnTaker({}), tell: () => undefined }

/** Reads all of it, and writes what `place` has a place for. Throws Failure 'backup-damaged'. */
export const unpack = async (
  file: string,
  keyring: Keyring,
  place: Place,
  { takeTurns, tell }: Paced = UNWATCHED,
): Promise<UnpackedBackup> => {
  const handle = openBackup(file)
  const writer = fileWriter(place)
  try {
    const preamble = readPreamble(handle)
    let last: Frame | null = null
    let read = 0
    for (const frame of readFrames(handle, preamble.bytes, keyring)) {
      if (frame.kind === 'file') writer.begin(frame)
      else if (frame.kind === 'data') writer.write(frame.data)
      else writer.end()
      last = frame
      if (frame.kind !== 'data') continue
      read += frame.data.length
      tell(read)
      await takeTurns()
    }
    if (last?.kind !== 'end' || last.files !== writer.count())
      throw backupDamaged('files are missing from it')
    return { size: last.size, blobs: last.files - 1, checkpoint: last.checkpoint }
  } catch (error) {
    writer.abandon()
    throw error instanceof Error && 'errno' in error ? fileFailure(error, file) : error
  } finally {
    closeSync(handle)
  }
}

const digestOf = async (file: string): Promise<string> => {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

/** Opens a backup as restoring would, and verifies the register in it. `work` is a folder to do it in. */
export const checkBackup = async (
  file: string,
  keyring: Keyring,
  work: string,
  { signal, ...paced }: Paced & { readonly signal?: AbortSignal | undefined },
): Promise<{ readonly sha256: string; readonly bytes: number; readonly size: number }> => {
  const copy = join(work, 'reopened.sqlite')
  const { size, checkpoint } = await unpack(file, keyring, (path) => (path === REGISTER ? copy : null), paced)
  const register = openRegisterForReading(copy, { vaultId: keyring.vaultId, publicKey: keyring.publicKey })
  try {
    const report = await register.verifyApart([checkpoint], signal)
    if (report.verdict !== 'intact' || report.size !== size)
      throw backupDamaged(
        `the register in it is not intact (${report.findings[0]?.message ?? report.verdict})`,
      )
  } finally {
    register.close()
    rmSync(copy, { force: true })
  }
  return { sha256: await digestOf(file), bytes: statSync(file).size, size }
}
