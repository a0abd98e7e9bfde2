import { randomBytes } from 'node:crypto'
import {
  appendFileSync,
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { FileId, FileOut } from '../../shared/contract/app/call.ts'
import { Failure } from '../../shared/contract/failure.ts'

/** A file of this session, as it lies in the private folder. */
export interface HeldFile {
  /** As a person calls it; never part of a path. */
  readonly name: string
  readonly path: string
}

interface Piece {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly end: boolean
}

/** Files that were handed over or made, until the vault locks. */
export interface FileStore {
  /** Room for a file that comes in pieces. Throws Failure 'usage' where it is too large, or there are too many. */
  readonly begin: (name: string, bytes: number) => FileId
  readonly write: (file: FileId, bytes: Uint8Array) => number
  readonly read: (file: FileId, offset: number, length: number) => Piece
  readonly drop: (file: FileId) => void
  /** A whole one. Throws Failure 'not-found' or 'usage'. */
  readonly held: (file: FileId) => HeldFile
  readonly keep: (name: string, bytes: Uint8Array) => FileOut
  /** A folder of its own to make a file in, and that file taken over into the store. */
  readonly workFolder: () => string
  readonly adopt: (path: string, name?: string) => FileOut
  /** Lets go of everything. */
  readonly clear: () => void
  readonly close: () => void
}

const PREFIX = 'siglum-files-'
const OWNER = 'owner.pid'
export const MOST_PIECE_BYTES = 1024 * 1024
const MOST_FILE_BYTES = 1024 * 1024 * 1024
const MOST_BYTES = 4 * MOST_FILE_BYTES
const MOST_FILES = 2000

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

const ownerOf = (folder: string): number | null => {
  try {
    return Number(readFileSync(join(folder, OWNER), 'utf8')) || null
  } catch {
    return null
  }
}

/** A folder is born without its owner's number, for a moment. */
const YOUNG_MS = 60_000

const isStale = (folder: string): boolean => {
  const owner = ownerOf(folder)
  if (owner !== null) return owner !== process.pid && !isAlive(owner)
  return Date.now() - statSync(folder).mtimeMs > YOUNG_MS
}

/** What processes that died left behind. Other people's folders cannot be looked into, and stay. */
const removeStale = (parent: string): void => {
  for (const name of readdirSync(parent).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = join(parent, name)
    try {
      if (isStale(folder)) rmSync(folder, { recursive: true, force: true })
    } catch {
      continue
    }
  }
}

interface Entry {
  readonly name: string
  readonly path: string
  /** How long it will be. */
  readonly bytes: number
  received: number
}

const unknown = (): Failure => new Failure('not-found', 'That file is not here any more. Hand it over again.')

/** In a new folder for the owner alone; names on the disk are random. */
export const openFileStore = (parent = tmpdir()): FileStore => {
  removeStale(parent)
  const folder = mkdtempSync(join(parent, PREFIX)) // mode 700
  writeFileSync(join(folder, OWNER), String(process.pid), { mode: 0o600 })
  const files = new Map<string, Entry>()
  const get = (file: FileId): Entry => {
    const entry = files.get(file)
    if (entry === undefined) throw unknown()
    return entry
  }
  const newId = (): FileId => `f-${randomBytes(16).toString('hex')}`
  const requireRoom = (bytes: number): void => {
    const used = [...files.values()].reduce((sum, entry) => sum + entry.bytes, 0)
    if (bytes <= MOST_FILE_BYTES && used + bytes <= MOST_BYTES && files.size < MOST_FILES) return
    throw new Failure('usage', 'This file is too large, or too many files are open. A file may have 1 GB.')
  }
  const add = (name: string, bytes: number, path?: string): FileId => {
    requireRoom(bytes)
    const file = newId()
    const made = path ?? join(folder, file)
    if (path === undefined) writeFileSync(made, '', { mode: 0o600, flag: 'wx' })
    files.set(file, { name, path: made, bytes, received: path === undefined ? 0 : bytes })
    return file
  }
  const write = (file: FileId, bytes: Uint8Array): number => {
    const entry = get(file)
    if (bytes.length > MOST_PIECE_BYTES) throw new Failure('usage', 'A piece of a file has at most 1 MiB.')
    if (entry.received + bytes.length > entry.bytes)
      throw new Failure('usage', 'More came of this file than it was said to have.')
    appendFileSync(entry.path, bytes)
    entry.received += bytes.length
    return entry.received
  }
  const adopt = (path: string, name = basename(path)): FileOut => {
    const { size } = statSync(path)
    return { file: add(name, size, path), name, bytes: size }
  }
  const clear = (): void => {
    files.clear()
    for (const name of readdirSync(folder).filter((entry) => entry !== OWNER))
      rmSync(join(folder, name), { recursive: true, force: true })
  }
  return {
    begin: (name, bytes) => add(name, bytes),
    write,
    read: (file, offset, length) => readPiece(get(file).path, offset, length),
    drop: (file) => {
      rmSync(get(file).path, { force: true })
      files.delete(file)
    },
    held: (file) => {
      const { name, path, bytes, received } = get(file)
      if (received !== bytes) throw new Failure('usage', 'This file has not come whole yet.')
      return { name, path }
    },
    keep: (name, bytes) => {
      requireRoom(bytes.length)
      const path = join(folder, newId())
      writeFileSync(path, bytes, { mode: 0o600, flag: 'wx' })
      return adopt(path, name)
    },
    workFolder: () => {
      const made = join(folder, `w-${randomBytes(8).toString('hex')}`)
      mkdirSync(made, { mode: 0o700 })
      return made
    },
    adopt,
    clear,
    close: () => {
      files.clear()
      if (existsSync(folder)) rmSync(folder, { recursive: true, force: true })
    },
  }
}

const readPiece = (path: string, offset: number, length: number): Piece => {
  const handle = openSync(path, 'r')
  try {
    const { size } = fstatSync(handle)
    const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)))
    const read = bytes.length === 0 ? 0 : readSync(handle, bytes, 0, bytes.length, offset)
    return { bytes: bytes.subarray(0, read), end: offset + read >= size }
  } finally {
    closeSync(handle)
  }
}
