import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { Failure } from '../../shared/contract/failure.ts'
import { KEY_BYTES } from './derive-keys.ts'
import { createKeyring } from './keyring.ts'
import type { Keyring } from './keyring.ts'
import {
  checkPassphraseStrength,
  LEAST_SCRYPT_LOG_N,
  MOST_SCRYPT_LOG_N,
  SCRYPT_P,
  SCRYPT_R,
  stretchPassphrase,
} from './passphrase.ts'
import { openBox, sealBox } from './sealed-box.ts'

const FORMAT = 1
const SALT_BYTES = 16

const wrapSchema = z.strictObject({
  kind: z.literal('passphrase'),
  scrypt: z.strictObject({
    logN: z.int().min(LEAST_SCRYPT_LOG_N).max(MOST_SCRYPT_LOG_N),
    r: z.literal(SCRYPT_R),
    p: z.literal(SCRYPT_P),
    salt: z.base64().length(24),
  }),
  /** The master key, sealed with the stretched passphrase. */
  key: z.base64().max(128),
})
type Wrap = z.infer<typeof wrapSchema>

/** The text of `vault.json`: what it takes, beside a passphrase, to have the vault's keys. */
const headerSchema = z.strictObject({
  format: z.literal(FORMAT),
  vaultId: z.string().regex(/^v-[a-z2-7]{26}$/),
  /** A list, so that more people and a recovery key can wrap the same master key. */
  wraps: z.array(wrapSchema).min(1).max(64),
})

/** Ties a wrap to its vault and its purpose. */
const wrapAad = (vaultId: string): Buffer => Buffer.from(`siglum master key/${FORMAT}/${vaultId}`)

const wrapMasterKey = async (
  masterKey: Buffer,
  vaultId: string,
  passphrase: string,
  logN: number,
): Promise<Wrap> => {
  const salt = randomBytes(SALT_BYTES)
  const stretched = await stretchPassphrase(passphrase, salt, logN)
  const key = Buffer.from(sealBox(stretched, masterKey, wrapAad(vaultId))).toString('base64')
  stretched.fill(0)
  return {
    kind: 'passphrase',
    scrypt: { logN, r: SCRYPT_R, p: SCRYPT_P, salt: salt.toString('base64') },
    key,
  }
}

/** A new master key, and the header text to keep. Throws Failure 'passphrase-weak'. */
export const createVaultHeader = async (
  vaultId: string,
  passphrase: string,
  scryptLogN: number,
): Promise<{ text: string; keyring: Keyring }> => {
  checkPassphraseStrength(passphrase)
  if (!Number.isInteger(scryptLogN) || scryptLogN < LEAST_SCRYPT_LOG_N || scryptLogN > MOST_SCRYPT_LOG_N) {
    throw new Failure('usage', `The scrypt cost must be from ${LEAST_SCRYPT_LOG_N} to ${MOST_SCRYPT_LOG_N}.`)
  }
  const masterKey = randomBytes(KEY_BYTES)
  const wrap = await wrapMasterKey(masterKey, vaultId, passphrase, scryptLogN)
  const keyring = createKeyring(masterKey, vaultId)
  masterKey.fill(0)
  return { text: `${JSON.stringify({ format: FORMAT, vaultId, wraps: [wrap] }, null, 2)}\n`, keyring }
}

const parseHeader = (text: string): z.infer<typeof headerSchema> => {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    throw headerDamaged(cause)
  }
  const format = z.object({ format: z.int() }).safeParse(json)
  if (format.success && format.data.format > FORMAT) {
    throw new Failure(
      'vault-newer',
      'This vault was made by a newer version of Siglum. Install that version to open it.',
    )
  }
  const header = headerSchema.safeParse(json)
  if (!header.success) throw headerDamaged(header.error)
  return header.data
}

const headerDamaged = (cause: unknown): Failure =>
  new Failure('vault-damaged', 'The key file vault.json is damaged. Restore it from a backup of the vault.', {
    cause,
  })

/** Throws Failure 'passphrase-wrong', 'vault-damaged' or 'vault-newer'. */
export const unlockVaultHeader = async (text: string, passphrase: string): Promise<Keyring> => {
  const header = parseHeader(text)
  for (const wrap of header.wraps) {
    const salt = Buffer.from(wrap.scrypt.salt, 'base64')
    const stretched = await stretchPassphrase(passphrase, salt, wrap.scrypt.logN)
    const masterKey = openBox(stretched, Buffer.from(wrap.key, 'base64'), wrapAad(header.vaultId))
    stretched.fill(0)
    if (masterKey === null) continue
    const keyring = createKeyring(masterKey, header.vaultId)
    masterKey.fill(0)
    return keyring
  }
  // GCM cannot tell a wrong key from a changed box, so neither can we.
  throw new Failure(
    'passphrase-wrong',
    'Wrong passphrase for this vault. Check the keyboard layout and try again.',
  )
}
