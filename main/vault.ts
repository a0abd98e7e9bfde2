import { userInfo } from 'node:os'
import { join, resolve } from 'node:path'
import { DEFAULT_SCRYPT_LOG_N } from './keys/passphrase.ts'
import type { Holder } from './keys/header-format.ts'
import type { Keyring } from './keys/keyring.ts'
import { createVaultHeader, unlockVaultHeader } from './keys/vault-header.ts'
import type { Opener } from './keys/wrap-master-key.ts'
import { openBlobsForReading, openBlobStore } from './register/blob-store.ts'
import type { BlobReader, BlobStore } from './register/blob-store.ts'
import { withDatabaseFailures } from './register/database-failure.ts'
import { openNamedBlobs, openNamedBlobsForReading } from './register/named-blobs.ts'
import type { NamedBlobReader, NamedBlobs } from './register/named-blobs.ts'
import { newId } from './register/new-id.ts'
import { createRegister, openRegister, openRegisterForReading } from './register/register.ts'
import type { Register, RegisterReader } from './register/register.ts'
import { lockVault } from './register/vault-lock.ts'
import { buildFolder, requireFreeFolder } from './vault/build-folder.ts'
import { removeOldSnapshots } from './vault/left-behind.ts'
import { appendAs, signIn } from './vault/sign-in.ts'
import type { DeskUser } from './vault/sign-in.ts'
import { BLOBS, LOCK, readHeader, REGISTER, writeHeader } from './vault/vault-files.ts'

/** A vault's folder, unlocked: keys, register and stored originals. One at a time may have it open. */
export interface Vault {
  readonly id: string
  /** Absolute. */
  readonly dir: string
  readonly keyring: Keyring
  /** Who is signed in. */
  readonly user: DeskUser
  readonly register: Register
  readonly blobs: BlobStore
  /** The office's own settings and lists. */
  readonly named: NamedBlobs
  close(): void
}

/** A vault that is only looked at: any number, also while another process writes. */
export interface VaultReader extends Pick<Vault, 'id' | 'dir' | 'keyring' | 'user' | 'close'> {
  readonly register: RegisterReader
  readonly blobs: BlobReader
  readonly named: NamedBlobReader
}

export interface CreateVaultOptions {
  readonly name?: string
  /** Who created it; the system's user unless told. */
  readonly by?: string
  /** log2 of scrypt's cost. */
  readonly scryptLogN?: number
}

/** The one moment at which the recovery key can be had. */
export interface CreatedVault extends Vault {
  readonly recoveryKey: string
}

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
): Promise<CreatedVault> => {
  const path = resolve(dir)
  requireFreeFolder(path)
  const vaultId = newId('v')
  const { by = systemUser(), scryptLogN = DEFAULT_SCRYPT_LOG_N } = options
  const { text, keyring, recoveryKey } = await createVaultHeader(vaultId, passphrase, scryptLogN, by)
  try {
    await buildFolder(path, (building) => {
      writeHeader(building, text)
      createFirstRegister(join(building, REGISTER), keyring, { ...options, by })
    })
    return { ...openParts(path, keyring, { name: by, role: 'custodian' }), recoveryKey }
  } catch (error) {
    keyring.close()
    throw error
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

/**
 * With a passphrase, or whatever else opens it. Throws Failure 'vault-missing', 'vault-in-use', 'passphrase-wrong',
 * 'recovery-key-wrong', 'not-permitted', 'vault-newer' or 'vault-damaged'.
 */
export const openVault = (dir: string, opener: string | Opener): Promise<Vault> =>
  unlock(dir, opener, openParts)

/** The same without the lock: never 'vault-in-use'. */
export const openVaultForReading = (dir: string, opener: string | Opener): Promise<VaultReader> =>
  unlock(dir, opener, openPartsForReading)

const unlock = async <V>(
  dir: string,
  opener: string | Opener,
  open: (path: string, keyring: Keyring, holder: Holder | null) => V,
): Promise<V> => {
  const path = resolve(dir)
  const { keyring, holder } = await unlockVaultHeader(
    readHeader(path),
    typeof opener === 'string' ? { passphrase: opener } : opener,
  )
  try {
    return open(path, keyring, holder)
  } catch (error) {
    keyring.close()
    throw error
  }
}

const openParts = (path: string, keyring: Keyring, holder: Holder | null): Vault => {
  const lock = withDatabaseFailures(() => lockVault(join(path, LOCK)))
  let opened: Register | null = null
  try {
    removeOldSnapshots(path)
    const register = openRegister(join(path, REGISTER), identityOf(keyring))
    opened = register
    const user = signIn(register, holder)
    const blobs = openBlobStore(join(path, BLOBS), keyring)
    const close = (): void => {
      register.close()
      keyring.close()
      lock.release()
    }
    const named = openNamedBlobs(join(path, BLOBS), keyring)
    const signed = { ...register, append: appendAs(register.append, register, user) }
    return { id: keyring.vaultId, dir: path, keyring, user, register: signed, blobs, named, close }
  } catch (error) {
    opened?.close()
    lock.release()
    throw error
  }
}

const openPartsForReading = (path: string, keyring: Keyring, holder: Holder | null): VaultReader => {
  const register = openRegisterForReading(join(path, REGISTER), keyring)
  try {
    const user = signIn(register, holder)
    const blobs = openBlobsForReading(join(path, BLOBS), keyring)
    const named = openNamedBlobsForReading(join(path, BLOBS), keyring)
    const close = (): void => {
      register.close()
      keyring.close()
    }
    return { id: keyring.vaultId, dir: path, keyring, user, register, blobs, named, close }
  } catch (error) {
    register.close()
    throw error
  }
}
