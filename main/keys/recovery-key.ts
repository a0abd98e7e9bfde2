import { hkdfSync, randomBytes } from 'node:crypto'
import {
  BASE32,
  base32Values,
  checkValue,
  passesCheck,
  readBase32,
} from '../../shared/contract/check-character.ts'
import { Failure } from '../../shared/contract/failure.ts'
import { KEY_BYTES } from './derive-keys.ts'

/**
 * The key that is printed when a vault is made and kept in a safe: 160 random bits as eight groups of four characters
 * and a check character. The group's place enters its check, so that exchanged groups are noticed too, and a slip is
 * told by its group.
 */
const GROUPS = 8
const DATA_CHARACTERS = 4
const GROUP_CHARACTERS = DATA_CHARACTERS + 1

/** As printed: `XXXXX-XXXXX-...`, eight groups. */
export const makeRecoveryKey = (): string =>
  Array.from({ length: GROUPS }, (_, place) => {
    const data = Array.from(randomBytes(DATA_CHARACTERS), (byte) => byte & 31)
    return [...data, checkValue([place, ...data])].map((value) => BASE32[value]).join('')
  }).join('-')

const wrong = (why: string): Failure =>
  new Failure('recovery-key-wrong', `This is not a recovery key as it was printed: ${why}.`)

/** The forty characters, from what a person typed. Throws Failure 'recovery-key-wrong', which names the bad group. */
export const parseRecoveryKey = (typed: string): string => {
  const text = typed.length > 400 ? '' : readBase32(typed)
  if (text.length !== GROUPS * GROUP_CHARACTERS) {
    throw wrong(`it has ${text.length} characters instead of ${GROUPS * GROUP_CHARACTERS}`)
  }
  for (let place = 0; place < GROUPS; place += 1) {
    const group = text.slice(place * GROUP_CHARACTERS, (place + 1) * GROUP_CHARACTERS)
    const values = base32Values(group)
    if (values.includes(-1) || !passesCheck([place, ...values])) {
      throw wrong(`there is a slip in group ${place + 1} (${group})`)
    }
  }
  return text
}

/** HKDF-SHA-256: 160 random bits need no stretching. */
export const stretchRecoveryKey = (parsed: string, vaultId: string): Buffer =>
  Buffer.from(hkdfSync('sha256', parsed, vaultId, 'siglum recovery key 1', KEY_BYTES))
