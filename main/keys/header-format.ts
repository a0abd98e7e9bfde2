import { z } from 'zod'
import { Failure } from '../../shared/contract/failure.ts'
import { deskNameSchema, roleSchema } from '../../shared/contract/roles.ts'
import { LEAST_SCRYPT_LOG_N, MOST_SCRYPT_LOG_N, SCRYPT_P, SCRYPT_R } from './passphrase.ts'

/** 1: one passphrase, of nobody in particular. 2: named people with roles, and a recovery key. 3: signs of the second form. */
const FORMAT = 3
/** Of a vault whose copies' signs are of the first form: it stays what it is, as its copies are out. */
const FIRST_SIGNS_FORMAT = 2

export const scryptSchema = z.strictObject({
  logN: z.int().min(LEAST_SCRYPT_LOG_N).max(MOST_SCRYPT_LOG_N),
  r: z.literal(SCRYPT_R),
  p: z.literal(SCRYPT_P),
  salt: z.base64().length(24),
})

const holderSchema = z.strictObject({ name: deskNameSchema, role: roleSchema })
/** A person with a passphrase to the vault. */
export type Holder = z.infer<typeof holderSchema>

/** The master key, sealed with a stretched passphrase or with the recovery key. */
const sealedKey = z.base64().max(128)

const passphraseWrapSchema = z.strictObject({
  kind: z.literal('passphrase'),
  /** Absent in format 1. Sealed in with the key, so that nobody can give themselves another role by editing it. */
  holder: holderSchema.optional(),
  scrypt: scryptSchema,
  key: sealedKey,
})
export type PassphraseWrap = z.infer<typeof passphraseWrapSchema>

const recoveryWrapSchema = z.strictObject({ kind: z.literal('recovery'), key: sealedKey })
export type RecoveryWrap = z.infer<typeof recoveryWrapSchema>

/** Beyond, a header is no longer read: nobody has so many keys to one desk. */
const MOST_WRAPS = 64

/** The text of `vault.json`: what it takes, beside a passphrase, to have the vault's keys. */
const headerSchema = z.strictObject({
  format: z.int().min(1).max(FORMAT),
  vaultId: z.string().regex(/^v-[a-z2-7]{26}$/),
  /** How the copies' signs are drawn: `first-keyed-stream` or `keyed-stream`. Sealed in with the key. */
  signs: z.union([z.literal(1), z.literal(2)]).default(1),
  wraps: z
    .array(z.discriminatedUnion('kind', [passphraseWrapSchema, recoveryWrapSchema]))
    .min(1)
    .max(MOST_WRAPS),
})
export type Header = z.infer<typeof headerSchema>

/** What a wrap is tied to: its vault, and how that one's signs are drawn. */
export type WrapTie = Pick<Header, 'vaultId' | 'signs'>

const unreadable = (wraps: Header['wraps'], cause: unknown): Failure =>
  new Failure(
    'usage',
    wraps.length > MOST_WRAPS
      ? 'This vault has passphrases for as many people as it can. Take somebody’s away first; nothing was changed.'
      : 'A name at the desk has 1 to 100 characters that can be seen, and no spaces at its ends; nothing was changed.',
    { cause },
  )

/** @throws Failure 'usage' for what could not be read again: a vault that nobody can open is worse than none. */
export const printHeader = ({ vaultId, signs, wraps }: WrapTie & Pick<Header, 'wraps'>): string => {
  const form = signs === 1 ? { format: FIRST_SIGNS_FORMAT, vaultId } : { format: FORMAT, vaultId, signs }
  const header = headerSchema.safeParse({ ...form, wraps })
  if (!header.success) throw unreadable(wraps, header.error)
  return `${JSON.stringify({ ...form, wraps }, null, 2)}\n`
}

/** Throws Failure 'vault-newer' or 'vault-damaged'. */
export const parseHeader = (text: string): Header => {
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

export const passphraseWraps = ({ wraps }: Header): PassphraseWrap[] =>
  wraps.filter((wrap) => wrap.kind === 'passphrase')
