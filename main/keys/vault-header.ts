import { randomBytes } from 'node:crypto'
import { Failure } from '../../shared/contract/failure.ts'
import { KEY_BYTES } from './derive-keys.ts'
import { parseHeader, printHeader } from './header-format.ts'
import type { Holder } from './header-format.ts'
import { createKeyring } from './keyring.ts'
import type { Keyring } from './keyring.ts'
import { checkPassphraseStrength, LEAST_SCRYPT_LOG_N, MOST_SCRYPT_LOG_N } from './passphrase.ts'
import { makeRecoveryKey } from './recovery-key.ts'
import { unwrapMasterKey, wrapWithPassphrase, wrapWithRecoveryKey } from './wrap-master-key.ts'
import type { Opener } from './wrap-master-key.ts'

export interface CreatedHeader {
  /** What to keep as `vault.json`. */
  readonly text: string
  readonly keyring: Keyring
  /** To be printed and locked away; it is kept nowhere. */
  readonly recoveryKey: string
}

/** A new master key, wrapped for its first custodian. Throws Failure 'passphrase-weak'. */
export const createVaultHeader = async (
  vaultId: string,
  passphrase: string,
  scryptLogN: number,
  name = 'custodian',
): Promise<CreatedHeader> => {
  checkPassphraseStrength(passphrase)
  if (!Number.isInteger(scryptLogN) || scryptLogN < LEAST_SCRYPT_LOG_N || scryptLogN > MOST_SCRYPT_LOG_N) {
    throw new Failure('usage', `The scrypt cost must be from ${LEAST_SCRYPT_LOG_N} to ${MOST_SCRYPT_LOG_N}.`)
  }
  const masterKey = randomBytes(KEY_BYTES)
  const recoveryKey = makeRecoveryKey()
  const tie = { vaultId, signs: 2 } as const
  const wraps = [
    await wrapWithPassphrase(masterKey, tie, { name, role: 'custodian' }, passphrase, scryptLogN),
    wrapWithRecoveryKey(masterKey, tie, recoveryKey),
  ]
  const keyring = createKeyring(masterKey, tie)
  masterKey.fill(0)
  return { text: printHeader({ ...tie, wraps }), keyring, recoveryKey }
}

export interface UnlockedHeader {
  readonly keyring: Keyring
  /** Whose passphrase it was; null for the recovery key, and in a vault of before people had names. */
  readonly holder: Holder | null
}

/** Throws Failure 'passphrase-wrong', 'recovery-key-wrong', 'vault-damaged' or 'vault-newer'. */
export const unlockVaultHeader = async (text: string, opener: Opener): Promise<UnlockedHeader> => {
  const header = parseHeader(text)
  const { masterKey, holder } = await unwrapMasterKey(header, opener)
  const keyring = createKeyring(masterKey, header)
  masterKey.fill(0)
  return { keyring, holder }
}
