import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { LOOPBACK_PROTOCOL, SESSION_PREFIX, TOKEN_PREFIX } from '../../../shared/contract/app/loopback.ts'

/** Who may connect: whoever has the token, once; then whoever has the secret that came of it. */
export interface Gate {
  /** For the page's address; void once it was used. */
  readonly token: string
  readonly secret: string
  /** Whether a WebSocket that offers these subprotocols may come in. */
  readonly admits: (offered: string | undefined) => boolean
}

/** 256 bits each: not to be guessed, by however many and however long. */
const SECRET_BYTES = 32

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Takes the same time whatever is wrong. */
const isSame = (given: string, wanted: Buffer): boolean => timingSafeEqual(digest(given), wanted)

const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url')

export const createGate = (): Gate => {
  const [token, secret] = [newSecret(), newSecret()]
  const [ofToken, ofSecret] = [digest(token), digest(secret)]
  let used = false
  return {
    token,
    secret,
    admits: (offered = '') => {
      const protocols = offered.split(',').map((protocol) => protocol.trim())
      const [proof = ''] = protocols.filter((protocol) => protocol !== LOOPBACK_PROTOCOL)
      if (protocols.length !== 2 || !protocols.includes(LOOPBACK_PROTOCOL)) return false
      if (proof.startsWith(SESSION_PREFIX)) return isSame(proof.slice(SESSION_PREFIX.length), ofSecret)
      const fits = isSame(proof.slice(TOKEN_PREFIX.length), ofToken)
      if (!proof.startsWith(TOKEN_PREFIX) || !fits || used) return false
      used = true
      return true
    },
  }
}
