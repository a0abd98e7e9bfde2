import { createCipheriv, createHash, createSecretKey } from 'node:crypto'
import type { SignStream } from '../../shared/mark/signs.ts'

/** A sign stream for tests, keyed by any text: AES-256-CTR under a hash of key and label. */
export const testStream =
  (key: string): SignStream =>
  (label, bytes) => {
    const secret = createHash('sha256').update(`${key}\0${label}`).digest()
    return createCipheriv('aes-256-ctr', createSecretKey(secret), Buffer.alloc(16)).update(
      Buffer.alloc(bytes),
    )
  }
