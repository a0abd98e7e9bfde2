import { randomBytes } from 'node:crypto'
import { Failure } from '../../shared/contract/failure.ts'
import { passphraseWraps } from './header-format.ts'
import type { Header, Holder, PassphraseWrap, RecoveryWrap, WrapTie } from './header-format.ts'
import { SCRYPT_P, SCRYPT_R, stretchPassphrase } from './passphrase.ts'
import { parseRecoveryKey, stretchRecoveryKey } from './recovery-key.ts'
import { openBox, sealBox } from './sealed-box.ts'

const SALT_BYTES = 16

/** What opens a vault. `name` spares trying the passphrases of the others. */
export type Opener =
  { readonly passphrase: string; readonly name?: string } | { readonly recoveryKey: string }

/** Ties a wrap to its vault, to how that one's signs are drawn, and to its purpose. */
const tied = ({ vaultId, signs }: WrapTie, purpose: string): Buffer =>
  Buffer.from(`siglum master key/${signs === 1 ? 2 : 3}/${vaultId}/${purpose}`)

/** And to its holder. */
const passphraseAad = (tie: WrapTie, holder: Holder | undefined): Buffer =>
  holder === undefined
    ? Buffer.from(`siglum master key/1/${tie.vaultId}`)
    : tied(tie, JSON.stringify([holder.role, holder.name]))
const recoveryAad = (tie: WrapTie): Buffer => tied(tie, 'recovery')

export const wrapWithPassphrase = async (
  masterKey: Uint8Array,
  tie: WrapTie,
  holder: Holder,
  passphrase: string,
  logN: number,
): Promise<PassphraseWrap> => {
  const salt = randomBytes(SALT_BYTES)
  const stretched = await stretchPassphrase(passphrase, salt, logN)
  const key = Buffer.from(sealBox(stretched, masterKey, passphraseAad(tie, holder))).toString('base64')
  stretched.fill(0)
  const scrypt = { logN, r: SCRYPT_R, p: SCRYPT_P, salt: salt.toString('base64') } as const
  return { kind: 'passphrase', holder, scrypt, key }
}

export const wrapWithRecoveryKey = (
  masterKey: Uint8Array,
  tie: WrapTie,
  recoveryKey: string,
): RecoveryWrap => {
  const stretched = stretchRecoveryKey(parseRecoveryKey(recoveryKey), tie.vaultId)
  const key = Buffer.from(sealBox(stretched, masterKey, recoveryAad(tie))).toString('base64')
  stretched.fill(0)
  return { kind: 'recovery', key }
}

interface Unwrapped {
  readonly masterKey: Uint8Array
  /** Null for the recovery key, and for the nameless passphrase of format 1. */
  readonly holder: Holder | null
}

const unwrapWithPassphrase = async (
  header: Header,
  passphrase: string,
  name?: string,
): Promise<Unwrapped> => {
  const tried = passphraseWraps(header).filter(
    ({ holder }) => name === undefined || holder === undefined || holder.name === name,
  )
  for (const { scrypt, key, holder } of tried) {
    const stretched = await stretchPassphrase(passphrase, Buffer.from(scrypt.salt, 'base64'), scrypt.logN)
    const masterKey = openBox(stretched, Buffer.from(key, 'base64'), passphraseAad(header, holder))
    stretched.fill(0)
    if (masterKey !== null) return { masterKey, holder: holder ?? null }
  }
  // GCM cannot tell a wrong key from a changed box, so neither can we.
  throw new Failure(
    'passphrase-wrong',
    'Wrong passphrase for this vault. Check the keyboard layout and try again.',
  )
}

const unwrapWithRecoveryKey = (header: Header, typed: string): Unwrapped => {
  const stretched = stretchRecoveryKey(parseRecoveryKey(typed), header.vaultId)
  const opened = header.wraps
    .filter(({ kind }) => kind === 'recovery')
    .map(({ key }) => openBox(stretched, Buffer.from(key, 'base64'), recoveryAad(header)))
    .find((masterKey) => masterKey !== null)
  stretched.fill(0)
  if (opened) return { masterKey: opened, holder: null }
  throw new Failure(
    'recovery-key-wrong',
    'This recovery key is not, or no longer, one of this vault. Use the newest one that was printed.',
  )
}

/** The caller erases the key. Throws Failure 'passphrase-wrong' or 'recovery-key-wrong'. */
export const unwrapMasterKey = async (header: Header, opener: Opener): Promise<Unwrapped> =>
  'recoveryKey' in opener
    ? unwrapWithRecoveryKey(header, opener.recoveryKey)
    : unwrapWithPassphrase(header, opener.passphrase, opener.name)
