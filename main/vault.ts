import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync } from 'node:fs'
import { userInfo } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { Failure } from '../shared/contract/failure.ts'
import type { Keyring } from './keys/keyring.ts'
import { DEFAULT_SCRYPT_LOG_N } from './keys/passphrase.ts'
import { createVaultHeader, unlockVaultHeader } from './keys/vault-header.ts'
import { openBlobsForReading, openBlobStore } from './register/blob-store.ts'
import type { BlobReader, BlobStore } from './register/blob-store.ts'
import { withDatabaseFailures } from './register/database-failure.ts'
import { fileFailure } from './register/file-failure.ts'
import { makeFolder } from './register/make-folder.ts'
import { newId } from './register/new-id.ts'
import { createRegister, openRegister, openRegisterForReading } from './register/register.ts'
import type { Register, RegisterReader } from './register/register.ts'
import { lockVault } from './register/vault-lock.ts'
import { FOLDER_MODE, syncFolder, writeAtomically } from './register/write-atomically.ts'

/** A vault's folder, unlocked: keys, register and stored originals. One at a time may have it open. */
export interface Vault {
  readonly id: string
  /** Absolute. */
  readonly dir: string
  readonly keyring: Keyring
  readonly register: Register
  readonly blobs: BlobStore
  close(): void
}

/** A vault that is only looked at: any number, also while another process writes. */
export interface VaultReader extends Pick<Vault, 'id' | 'dir' | 'keyring' | 'close'> {
  readonly register: RegisterReader
  readonly blobs: BlobReader
}

export interface CreateVaultOptions {
  readonly name?: string
  /** Who created it; the system's user unless told. */
  readonly by?: string
  /** log2 of scrypt's cost. */
  readonly scryptLogN?: number
}

const HEADER = 'vault.json'
const REGISTER = 'register.sqlite'
const BLOBS = 'blobs'
const LOCK = 'lock'

const systemUser = (): string => {
  try {
    return userInfo().username
  } catch {
    return 'unknown' // a user id without an account, as in some containers
  }
}

/** Throws Failure 'vault-exists', 'usage' (folder in other use), 'passphrase-weak', 'file-unwritable', 'disk-full'. */
export const createVault = async (
  dir: string,
  passphrase: string,
  options: CreateVaultOptions = {},
): Promise<Vault> => {
  const path = resolve(dir)
  requireFreeFolder(path)
  const vaultId = newId('v')
  const { text, keyring } = await createVaultHeader(
    vaultId,
    passphrase,
    options.scryptLogN ?? DEFAULT_SCRYPT_LOG_N,
  )
  try {
    moveIntoPlace(path, (building) => {
      writeAtomically(join(building, HEADER), join(building, `${HEADER}.new`), text)
      createFirstRegister(join(building, REGISTER), keyring, options)
    })
    return openParts(path, keyring)
  } catch (error) {
    keyring.close()
    throw error
  }
}

const requireFreeFolder = (path: string): void => {
  if (existsSync(join(path, HEADER))) {
    throw new Failure(
      'vault-exists',
      `There is already a vault in ${path}. Open it, or choose another folder.`,
    )
  }
  if (existsSync(path) && !isEmptyFolder(path)) {
    throw new Failure('usage', `${path} is not an empty folder. Choose a new one for the vault.`)
  }
}

const isEmptyFolder = (path: string): boolean => {
  try {
    return readdirSync(path).length === 0
  } catch {
    return false
  }
}

/** Built beside its place and moved there by one rename, so that a crash leaves no half-made vault in it. */
const moveIntoPlace = (path: string, build: (building: string) => void): void => {
  const building = join(dirname(path), `.${basename(path)}.${randomUUID()}`)
  try {
    makeFolder(building, FOLDER_MODE)
    build(building)
    if (existsSync(path)) rmdirSync(path)
    renameSync(building, path)
    syncFolder(dirname(path))
  } catch (error) {
    rmSync(building, { recursive: true, force: true })
    throw error instanceof Failure ? error : fileFailure(error, path)
  }
}

const identityOf = (keyring: Keyring) => ({
  vaultId: keyring.vaultId,
  signer: keyring,
  now: () => new Date(),
})

const createFirstRegister = (
  file: string,
  keyring: Keyring,
  { name, by = systemUser() }: CreateVaultOptions,
): void => {
  const register = createRegister(file, identityOf(keyring))
  try {
    const publicKey = Buffer.from(keyring.publicKey).toString('base64')
    const body = { vaultId: keyring.vaultId, publicKey, ...(name === undefined ? {} : { name }) }
    register.append([{ type: 'vault-created', by, body }])
  } finally {
    register.close()
  }
}

/** Throws Failure 'vault-missing', 'vault-in-use', 'passphrase-wrong', 'vault-newer' or 'vault-damaged'. */
export const openVault = (dir: string, passphrase: string): Promise<Vault> =>
  unlock(dir, passphrase, openParts)

/** The same without the lock: never 'vault-in-use'. */
export const openVaultForReading = (dir: string, passphrase: string): Promise<VaultReader> =>
  unlock(dir, passphrase, openPartsForReading)

const unlock = async <V>(
  dir: string,
  passphrase: string,
  open: (path: string, keyring: Keyring) => V,
): Promise<V> => {
  const path = resolve(dir)
  const keyring = await unlockVaultHeader(readHeader(path), passphrase)
  try {
    return open(path, keyring)
  } catch (error) {
    keyring.close()
    throw error
  }
}

const readHeader = (path: string): string => {
  const file = join(path, HEADER)
  if (!existsSync(file)) {
    throw new Failure(
      'vault-missing',
      `There is no vault in ${path}. Check the folder, or create one with init.`,
    )
  }
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new Failure('file-unreadable', `${file} cannot be read. Check its permissions.`, { cause })
  }
}

const openParts = (path: string, keyring: Keyring): Vault => {
  const lock = withDatabaseFailures(() => lockVault(join(path, LOCK)))
  try {
    const register = openRegister(join(path, REGISTER), identityOf(keyring))
    const blobs = openBlobStore(join(path, BLOBS), keyring)
    const close = (): void => {
      register.close()
      keyring.close()
      lock.release()
    }
    return { id: keyring.vaultId, dir: path, keyring, register, blobs, close }
  } catch (error) {
    lock.release()
    throw error
  }
}

const openPartsForReading = (path: string, keyring: Keyring): VaultReader => {
  const register = openRegisterForReading(join(path, REGISTER), keyring)
  const blobs = openBlobsForReading(join(path, BLOBS), keyring)
  const close = (): void => {
    register.close()
    keyring.close()
  }
  return { id: keyring.vaultId, dir: path, keyring, register, blobs, close }
}
