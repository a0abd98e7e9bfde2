import { spawnSync } from 'node:child_process'
import { createPublicKey, verify } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { Failure } from '../../../shared/contract/failure.ts'
import { deriveKeys } from '../../../main/keys/derive-keys.ts'
import { firstKeyedStream } from '../../../main/keys/first-keyed-stream.ts'
import { keyedStream, START_BYTES, streamsFrom } from '../../../main/keys/keyed-stream.ts'
import { createKeyring } from '../../../main/keys/keyring.ts'

const MASTER = Buffer.alloc(32, 3)
const TIE = { vaultId: 'v-test', signs: 2 } as const
const OTHER = { ...TIE, vaultId: 'v-other' }
const FORMS = [{ ...TIE, signs: 1 }, TIE] as const
const keyring = () => createKeyring(MASTER, TIE)

const openssl = (args: readonly string[], input?: Uint8Array): Buffer | null => {
  const run = spawnSync('openssl', args, { input })
  if (run.error === undefined && run.status === 0) return run.stdout
  console.warn('SKIPPED: openssl is missing or too old, streams are not judged by it')
  return null
}

/** HKDF-SHA-256 by the command line. */
const hkdf = (key: Uint8Array, salt: string, info: string): Buffer | null =>
  openssl([
    'kdf',
    '-keylen',
    '32',
    '-binary',
    ...[
      'digest:SHA256',
      `hexkey:${Buffer.from(key).toString('hex')}`,
      `salt:${salt}`,
      `info:${info}`,
    ].flatMap((option) => ['-kdfopt', option]),
    'HKDF',
  ])

const hmac = (key: Uint8Array, text: string): Buffer | null =>
  openssl(
    ['dgst', '-sha256', '-mac', 'HMAC', '-macopt', `hexkey:${Buffer.from(key).toString('hex')}`, '-binary'],
    Buffer.from(text),
  )

const counterMode = (key: Uint8Array, first: Uint8Array, bytes: number): Buffer | null => {
  const [k, iv] = [key, first].map((part) => Buffer.from(part).toString('hex'))
  return openssl(['enc', '-aes-256-ctr', '-nopad', '-K', k, '-iv', iv], Buffer.alloc(bytes))
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

describe('sign stream', () => {
  const label = 'siglum mark 1/c-x/0/tint'

  it('is what OpenSSL makes of HKDF-SHA-256, HMAC-SHA-256 and AES-256-CTR', () => {
    const [starts, cipher] = ['starts', 'cipher'].map((purpose) => hkdf(MASTER, 'siglum stream 2', purpose))
    if (!starts || !cipher) return
    const start = hmac(starts, `${label}\u0001`)
    if (!start) return
    const first = Buffer.concat([start.subarray(0, 12), Buffer.alloc(4)])
    const expected = counterMode(cipher, first, 5000)
    expect(hex(keyedStream(MASTER).stream(label, 5000))).toBe(hex(expected ?? Buffer.alloc(0)))
  })

  it('of the first form is what OpenSSL makes of HKDF-SHA-256 and AES-256-CTR', () => {
    const key = hkdf(MASTER, 'siglum stream 1', label)
    if (!key) return
    const expected = counterMode(key, new Uint8Array(16), 5000)
    expect(hex(firstKeyedStream(MASTER).stream(label, 5000))).toBe(hex(expected ?? Buffer.alloc(0)))
  })

  // Worked out once with the openssl commands kdf, dgst and enc.
  it.each([
    { signs: 1, copies: '6d23ba2660a09bc0', decoys: 'bb0ac7e52180c3b6' },
    { signs: 2, copies: '1cb77e5c7b7d6bdc', decoys: 'e22d87634cfd06ed' },
  ] as const)(
    'never changes: copies issued years ago must still trace ($signs)',
    ({ signs, copies, decoys }) => {
      const { signStream, decoyStream } = createKeyring(MASTER, { vaultId: 'v-test', signs })
      expect(hex(signStream('label', 8))).toBe(copies)
      expect(hex(decoyStream('label', 8))).toBe(decoys)
    },
  )

  it.each(FORMS)('is the same at any length, and balanced ($signs)', (tie) => {
    const { signStream } = createKeyring(MASTER, tie)
    const long = Buffer.from(signStream('a', 100_000))
    expect(Buffer.from(signStream('a', 100)).equals(long.subarray(0, 100))).toBe(true)
    const ones = long.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0)
    expect(Math.abs(ones - 400_000)).toBeLessThan(5 * Math.sqrt(200_000))
  })

  it.each([0, 1, 16, 30, 5000])(
    'is the same drawn with others, from where each begins (%i bytes)',
    (bytes) => {
      const { signStream, signStarts } = keyring()
      if (signStarts === null) throw new RangeError('no starts')
      const labels = Array.from({ length: 300 }, (_, k) => `copy ${k}`)
      const starts = new Uint8Array(START_BYTES * labels.length)
      for (const [k, one] of labels.entries()) signStarts.putStart(one, starts, START_BYTES * k)
      const streams = streamsFrom(signStarts.cipherKey(), starts, bytes)
      expect(streams.map(hex)).toEqual(labels.map((one) => hex(signStream(one, bytes))))
      expect(() => streamsFrom(signStarts.cipherKey(), starts.subarray(1), bytes)).toThrow(RangeError)
    },
  )

  it('differs by label, by vault, by form, and between copies and decoys', () => {
    const streams = [
      keyring().signStream('a', 32),
      keyring().signStream('b', 32),
      keyring().decoyStream('a', 32),
      createKeyring(MASTER, OTHER).signStream('a', 32),
      createKeyring(MASTER, { ...TIE, signs: 1 }).signStream('a', 32),
    ]
    expect(new Set(streams.map(hex)).size).toBe(streams.length)
  })

  it('is gone once it was erased', () => {
    const { stream, starts, erase } = keyedStream(MASTER)
    const first = firstKeyedStream(MASTER)
    erase()
    first.erase()
    expect(() => stream('a', 1)).toThrow(RangeError)
    expect(() => starts.putStart('a', new Uint8Array(START_BYTES), 0)).toThrow(RangeError)
    expect(() => starts.cipherKey()).toThrow(RangeError)
    expect(() => first.stream('a', 1)).toThrow(RangeError)
  })

  it.each(FORMS)('refuses a length that cannot be meant ($signs)', (tie) => {
    for (const bytes of [-1, 1.5, Number.NaN, 2 ** 40])
      expect(() => createKeyring(MASTER, tie).signStream('a', bytes)).toThrow(RangeError)
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
    expect(failureCode(() => createKeyring(MASTER, OTHER).open(sealed, 'a'))).toBe('vault-damaged')
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
    await expect(createKeyring(MASTER, OTHER).openApart(sealed, 'a')).rejects.toMatchObject(damaged)
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
    expect(keyring().blobId(content)).not.toBe(createKeyring(MASTER, OTHER).blobId(content))
  })

  it('does nothing once closed, rather than work with erased keys', () => {
    const closed = keyring()
    const sealed = closed.seal(Buffer.from('x'), '')
    closed.close()
    const acts = [
      () => closed.signStream('a', 1),
      () => closed.signStarts?.putStart('a', new Uint8Array(START_BYTES), 0),
      () => closed.signStarts?.cipherKey(),
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
