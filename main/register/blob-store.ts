import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../../shared/contract/failure.ts'
import { fileFailure } from './file-failure.ts'
import { FOLDER_MODE, writeAtomically } from './write-atomically.ts'

/** What the store needs of a keyring. */
export interface BlobCipher {
  blobId(plaintext: Uint8Array): string
  seal(plaintext: Uint8Array, aad: string): Uint8Array
  open(sealed: Uint8Array, aad: string): Uint8Array
}

/** Originals and what was worked out from them: encrypted files, named for their content by a keyed hash. */
export interface BlobReader {
  /** Throws Failure 'vault-damaged' when it is missing or was changed. */
  get(id: string): Uint8Array
  has(id: string): boolean
}

export interface BlobStore extends BlobReader {
  /** The blob's id; the same bytes are kept once. On disk when it returns. */
  put(bytes: Uint8Array): string
}

/** Where files are written before they get their names. */
export const UNFINISHED = 'unfinished'

const aadOf = (id: string): string => `siglum blob/${id}`

/** The caller holds the vault's lock: what an interrupted `put` left behind is removed. */
export const openBlobStore = (folder: string, cipher: BlobCipher): BlobStore => {
  const unfinished = join(folder, UNFINISHED)
  try {
    rmSync(unfinished, { recursive: true, force: true })
    mkdirSync(unfinished, { recursive: true, mode: FOLDER_MODE })
  } catch (error) {
    throw fileFailure(error, unfinished)
  }
  return {
    ...openBlobsForReading(folder, cipher),
    put: (bytes) => {
      const id = cipher.blobId(bytes)
      const path = blobPath(folder, id)
      if (!existsSync(path))
        writeAtomically(path, join(unfinished, randomUUID()), cipher.seal(bytes, aadOf(id)))
      return id
    },
  }
}

export const openBlobsForReading = (folder: string, cipher: BlobCipher): BlobReader => ({
  get: (id) => cipher.open(readBlob(blobPath(folder, id), id), aadOf(id)),
  has: (id) => existsSync(blobPath(folder, id)),
})

export const blobPath = (folder: string, id: string): string => {
  if (!/^[0-9a-f]{64}$/.test(id)) throw new Failure('not-found', 'That is not the id of stored content.')
  return join(folder, id.slice(0, 2), id.slice(2))
}

const readBlob = (path: string, id: string): Uint8Array => {
  try {
    return readFileSync(path)
  } catch (cause) {
    const message = `Stored content ${id.slice(0, 8)} is missing from the vault or unreadable. Restore it from a backup.`
    throw new Failure('vault-damaged', message, { cause })
  }
}
