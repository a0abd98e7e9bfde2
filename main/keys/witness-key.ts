import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { Failure } from '../../shared/contract/failure.ts'
import { deskNameSchema } from '../../shared/contract/roles.ts'
import { privateKeyFromSeed, rawPublicKey, signEd25519 } from './ed25519.ts'
import { scryptSchema } from './header-format.ts'
import { checkPassphraseStrength, SCRYPT_P, SCRYPT_R, stretchPassphrase } from './passphrase.ts'
import { openBox, sealBox } from './sealed-box.ts'

/** The key of a witness: another person's, kept apart from any vault, under a passphrase of theirs. */
export interface WitnessKey {
  readonly name: string
  /** Raw Ed25519. */
  readonly publicKey: Uint8Array
  sign(message: Uint8Array): Uint8Array
}

const SEED_BYTES = 32
const SALT_BYTES = 16

/** A key name of a signed note: neither spaces nor plus signs. */
const witnessNameSchema = deskNameSchema.refine((name) => !/[\s+\u0085]/.test(name), 'holds spaces or a plus')

const fileSchema = z.strictObject({
  format: z.literal(1),
  witness: witnessNameSchema,
  scrypt: scryptSchema,
  /** The seed, sealed with the stretched passphrase. */
  key: z.base64().max(128),
})

const aadOf = (name: string): Buffer => Buffer.from(`siglum witness key/1/${name}`)

const keyOf = (name: string, seed: Uint8Array): WitnessKey => {
  const privateKey = privateKeyFromSeed(seed)
  return {
    name,
    publicKey: rawPublicKey(privateKey),
    sign: (message) => signEd25519(privateKey, message),
  }
}

/** A new key, and the text to keep. Throws Failure 'passphrase-weak' or 'usage'. */
export const createWitnessKey = async (
  name: string,
  passphrase: string,
  scryptLogN: number,
): Promise<{ readonly text: string; readonly key: WitnessKey }> => {
  if (!witnessNameSchema.safeParse(name).success)
    throw new Failure('usage', 'The name of a witness has neither spaces nor plus signs, e.g. archive.lee.')
  checkPassphraseStrength(passphrase)
  const seed = randomBytes(SEED_BYTES)
  const salt = randomBytes(SALT_BYTES)
  const stretched = await stretchPassphrase(passphrase, salt, scryptLogN)
  const sealed = Buffer.from(sealBox(stretched, seed, aadOf(name))).toString('base64')
  const scrypt = { logN: scryptLogN, r: SCRYPT_R, p: SCRYPT_P, salt: salt.toString('base64') }
  const key = keyOf(name, seed)
  stretched.fill(0)
  seed.fill(0)
  return { text: `${JSON.stringify({ format: 1, witness: name, scrypt, key: sealed }, null, 2)}\n`, key }
}

const parse = (text: string): z.infer<typeof fileSchema> => {
  try {
    return fileSchema.parse(JSON.parse(text))
  } catch (cause) {
    throw new Failure('file-unreadable', 'The key of this witness is damaged, or from a newer version.', {
      cause,
    })
  }
}

/** Throws Failure 'passphrase-wrong' or 'file-unreadable'. */
export const unlockWitnessKey = async (text: string, passphrase: string): Promise<WitnessKey> => {
  const { witness, scrypt, key } = parse(text)
  const stretched = await stretchPassphrase(passphrase, Buffer.from(scrypt.salt, 'base64'), scrypt.logN)
  const seed = openBox(stretched, Buffer.from(key, 'base64'), aadOf(witness))
  stretched.fill(0)
  if (seed === null) throw new Failure('passphrase-wrong', 'Wrong passphrase for this witness key.')
  const unlocked = keyOf(witness, seed)
  seed.fill(0)
  return unlocked
}
