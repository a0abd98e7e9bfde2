import { spawnSync } from 'node:child_process'
import { createPublicKey, verify } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { Failure } from '../../../shared/contract/failure.ts'
import { deriveKeys } from '../../../main/keys/derive-keys.ts'
import { keyedStream, streamOfKey } from '../../../main/keys/keyed-stream.ts'
import { createKeyring } from '../../../main/keys/keyring.ts'

const MASTER = Buffer.alloc(32, 3)
const keyring = () => createKeyring(MASTER, 'v-test')

const openssl = (args: readonly string[], input?: Uint8Array): Buffer | null => {
  const run = spawnSync('openssl', args, { input })
  if (run.error === undefined && run.status === 0) return run.stdout
  console.warn('SKIPPED: openssl is missing or too old, streams are not judged by it')
  return null
}

describe('sign stream', () => {
  it('is what OpenSSL makes of HKDF-SHA-256 and AES-256-CTR', () => {
    const label = 'siglum mark 1/c-x/0/tint'
    const hkdf = [
      'kdf',
      '-keylen',
      '32',
      '-binary',
      '-kdfopt',
      'digest:SHA256',
      '-kdfopt',
      `hexkey:${MASTER.toString('hex')}`,
    ]
    const key = openssl([...hkdf, '-kdfopt', 'salt:siglum stream 1', '-kdfopt', `info:${label}`, 'HKDF'])
    if (key === null) return
    const cipher = ['enc', '-aes-256-ctr', '-nopad', '-K', key.toString('hex'), '-iv', '0'.repeat(32)]
    const expected = openssl(cipher, Buffer.alloc(5000))
    expect(Buffer.from(keyedStream(MASTER).stream(label, 5000)).equals(expected ?? Buffer.alloc(0))).toBe(
      true,
    )
  })

  // Worked out once with the openssl commands kdf and enc.
  it('never changes: copies issued years ago must still trace', () => {
    const { signStream, decoyStream } = keyring()
    expect(Buffer.from(signStream('label', 8)).toString('hex')).toBe('6d23ba2660a09bc0')
    expect(Buffer.from(decoyStream('label', 8)).toString('hex')).toBe('bb0ac7e52180c3b6')
  })

  it('is the same at any length, and balanced', () => {
    const { signStream } = keyring()
    const long = Buffer.from(signStream('a', 100_000))
    expect(Buffer.from(signStream('a', 100)).equals(long.subarray(0, 100))).toBe(true)
    const ones = long.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0)
    expect(Math.abs(ones - 400_000)).toBeLessThan(5 * Math.sqrt(200_000))
  })

  it('is told by the key of its label, and by that of no other', () => {
    const { signStream, signKey } = keyring()
    expect(Buffer.from(streamOfKey(signKey('a'), 5000)).equals(signStream('a', 5000))).toBe(true)
    expect(Buffer.from(streamOfKey(signKey('b'), 5000)).equals(signStream('a', 5000))).toBe(false)
  })

  it('differs by label, by vault and between copies and decoys', () => {
    const streams = [
      keyring().signStream('a', 32),
      keyring().signStream('b', 32),
      keyring().decoyStream('a', 32),
      createKeyring(MASTER, 'v-other').signStream('a', 32),
    ]
    expect(new Set(streams.map((bytes) => Buffer.from(bytes).toString('hex'))).size).toBe(4)
  })

  it('is gone once it was erased', () => {
    const { stream, keyOf, erase } = keyedStream(MASTER)
    erase()
    expect(() => stream('a', 1)).toThrow(RangeError)
    expect(() => keyOf('a')).toThrow(RangeError)
  })

  it('refuses a length that cannot be meant', () => {
    for (const bytes of [-1, 1.5, Number.NaN, 2 ** 40])
      expect(() => keyring().signStream('a', bytes)).toThrow(RangeError)
  })
})

const failureCode = (act: () => unknown): string => {
  try {
    act()
    return 'none'
  } catch (error) {
    return error instanceof Failure ? error.code : String(error)
  }
}

describe('seal', () => {
  const text = Buffer.from('绝密 secret')

  it('opens to what was sealed, and hides it', () => {
    const { seal, open } = keyring()
    const sealed = seal(text, 'a')
    expect(Buffer.from(sealed).includes('secret')).toBe(false)
    expect(Buffer.from(open(sealed, 'a')).equals(text)).toBe(true)
    expect(Buffer.from(seal(text, 'a')).equals(sealed)).toBe(false)
    expect(open(seal(new Uint8Array(), ''), '')).toHaveLength(0)
  })

  it('notices any changed byte, another name, a cut, and another vault', () => {
    const { seal, open } = keyring()
    const sealed = seal(text, 'a')
    for (let i = 0; i < sealed.length; i += 1) {
      const changed = sealed.map((byte, at) => (at === i ? byte ^ 1 : byte))
      expect(
        failureCode(() => open(changed, 'a')),
        `byte ${i}`,
      ).toBe('vault-damaged')
    }
    expect(failureCode(() => open(sealed, 'b'))).toBe('vault-damaged')
    for (let length = 0; length < sealed.length; length += 1) {
      expect(failureCode(() => open(sealed.subarray(0, length), 'a'))).toBe('vault-damaged')
    }
    expect(failureCode(() => createKeyring(MASTER, 'v-other').open(sealed, 'a'))).toBe('vault-damaged')
  })

  it('opens in another thread as in this one, or not at all', async () => {
    const { seal, openApart } = keyring()
    const sealed = Uint8Array.from(seal(text, 'a'))
    expect(Buffer.from(await openApart(sealed, 'a')).equals(text)).toBe(true)
    const damaged = { code: 'vault-damaged' }
    for (let i = 0; i < sealed.length; i += 1) {
      const changed = sealed.map((byte, at) => (at === i ? byte ^ 1 : byte))
      await expect(openApart(changed, 'a'), `byte ${i}`).rejects.toMatchObject(damaged)
      await expect(openApart(sealed.slice(0, i), 'a'), `cut at ${i}`).rejects.toMatchObject(damaged)
    }
    await expect(openApart(sealed, 'b')).rejects.toMatchObject(damaged)
    await expect(createKeyring(MASTER, 'v-other').openApart(sealed, 'a')).rejects.toMatchObject(damaged)
  })
})

describe('keyring', () => {
  it('signs as its public key verifies', () => {
    const { sign, publicKey } = keyring()
    const x = Buffer.from(publicKey).toString('base64url')
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
    expect(verify(null, Buffer.from('head'), key, sign(Buffer.from('head')))).toBe(true)
    expect(verify(null, Buffer.from('heap'), key, sign(Buffer.from('head')))).toBe(false)
  })

  it('names content the same each time, and differently in each vault', () => {
    const content = Buffer.from('paper')
    expect(keyring().blobId(content)).toMatch(/^[0-9a-f]{64}$/)
    expect(keyring().blobId(content)).toBe(keyring().blobId(content))
    expect(keyring().blobId(content)).not.toBe(createKeyring(MASTER, 'v-other').blobId(content))
  })

  it('does nothing once closed, rather than work with erased keys', () => {
    const closed = keyring()
    const sealed = closed.seal(Buffer.from('x'), '')
    closed.close()
    const acts = [
      () => closed.signStream('a', 1),
      () => closed.signKey('a'),
      () => closed.decoyStream('a', 1),
      () => closed.seal(Buffer.from('x'), ''),
      () => closed.open(sealed, ''),
      () => closed.openApart(Uint8Array.from(sealed), ''),
      () => closed.blobId(Buffer.from('x')),
      () => closed.sign(Buffer.from('x')),
    ]
    for (const act of acts) expect(failureCode(act)).toBe('internal')
  })

  it('has keys that are all different', () => {
    const keys = Object.values(deriveKeys(MASTER, 'v-test')) as Buffer[]
    expect(new Set([MASTER, ...keys].map((key) => key.toString('hex'))).size).toBe(keys.length + 1)
  })
})
