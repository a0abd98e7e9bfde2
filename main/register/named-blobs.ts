import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BlobCipher } from './blob-store.ts'
import { blobPath, UNFINISHED } from './blob-store.ts'
import { writeAtomically } from './write-atomically.ts'

/**
 * What an office keeps beside the record and changes at will, such as its settings: one encrypted file for each name, among
 * the blobs, so that every backup has it. The record neither names nor vouches for it.
 */
export interface NamedBlobReader {
  /** Null where nothing was ever written. Throws Failure 'vault-damaged'. */
  read(name: string): Uint8Array | null
  has(name: string): boolean
}

export interface NamedBlobs extends NamedBlobReader {
  /** On disk when it returns: the old content or the new. */
  write(name: string, bytes: Uint8Array): void
}

const aadOf = (name: string): string => `siglum named blob/${name}`

/** Like a blob's, but of the name: it tells nothing to those without the key, and no content can have it by chance. */
const pathOf = (folder: string, cipher: BlobCipher, name: string): string =>
  blobPath(folder, cipher.blobId(Buffer.from(aadOf(name))))

export const openNamedBlobsForReading = (folder: string, cipher: BlobCipher): NamedBlobReader => {
  const has = (name: string): boolean => existsSync(pathOf(folder, cipher, name))
  return {
    has,
    read: (name) => (has(name) ? cipher.open(readFileSync(pathOf(folder, cipher, name)), aadOf(name)) : null),
  }
}

export const openNamedBlobs = (folder: string, cipher: BlobCipher): NamedBlobs => ({
  ...openNamedBlobsForReading(folder, cipher),
  write: (name, bytes) =>
    writeAtomically(
      pathOf(folder, cipher, name),
      join(folder, UNFINISHED, randomUUID()),
      cipher.seal(bytes, aadOf(name)),
    ),
})
