import { scrypt } from 'node:crypto'
import { Failure } from '../../shared/contract/failure.ts'
import { KEY_BYTES } from './derive-keys.ts'

export const LEAST_PASSPHRASE_CHARACTERS = 8

/** N = 2^17, r = 8, p = 1: OWASP's password storage recommendation; 128 MiB and about half a second. */
export const DEFAULT_SCRYPT_LOG_N = 17
/** Below the first a guess costs nothing; above the second a hostile header could take all the memory. */
export const LEAST_SCRYPT_LOG_N = 10
export const MOST_SCRYPT_LOG_N = 20
export const SCRYPT_R = 8
export const SCRYPT_P = 1

/** One spelling for what looks the same on different keyboards and systems. */
const normalised = (passphrase: string): string => passphrase.normalize('NFKC')

export const checkPassphraseStrength = (passphrase: string): void => {
  if ([...normalised(passphrase)].length >= LEAST_PASSPHRASE_CHARACTERS) return
  throw new Failure(
    'passphrase-weak',
    `The passphrase needs at least ${LEAST_PASSPHRASE_CHARACTERS} characters; several unrelated words are best.`,
  )
}

/** scrypt (RFC 7914) with r = 8, p = 1. */
export const stretchPassphrase = (passphrase: string, salt: Uint8Array, logN: number): Promise<Buffer> => {
  const cost = 2 ** logN
  const maxmem = 2 * 128 * cost * SCRYPT_R // twice what the table takes: OpenSSL counts its workspace too
  return new Promise((resolve, reject) => {
    scrypt(
      normalised(passphrase),
      salt,
      KEY_BYTES,
      { N: cost, r: SCRYPT_R, p: SCRYPT_P, maxmem },
      (error, key) => (error === null ? resolve(key) : reject(error)),
    )
  })
}
