import { generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { judgeHashes, judgeOutsideHead } from '../../../main/engine/bundle/judge-outside-heads.ts'
import { checkProofFile } from '../../../main/register/check-proof-file.ts'
import { judgeSignature, parseCheckpoint, signCheckpoint } from '../../../main/register/checkpoint.ts'
import { parseConsistency, printConsistency } from '../../../main/register/consistency-file.ts'
import { cosignatureLine, judgeCosignature } from '../../../main/register/cosignature.ts'
import { proveConsistency, proveInclusion } from '../../../main/register/merkle-proof.ts'
import { leafHash, rootOf } from '../../../main/register/merkle-tree.ts'
import { parseVerifierKey, verifierKey } from '../../../main/register/note-key.ts'
import { verifyConsistency, verifyInclusion } from '../../../main/register/verify-proof.ts'
import * as reference from '../../reference/verifier.ts'
import { filledVault } from '../register/tamper.ts'
import { importDocument } from '../register/fixture.ts'

const holds = (act: () => unknown): boolean => {
  try {
    act()
    return true
  } catch {
    return false
  }
}

const buffers = (hashes: readonly Uint8Array[]): Buffer[] => hashes.map((hash) => Buffer.from(hash))
const flip = (bytes: Uint8Array, bit: number): Buffer => {
  const copy = Buffer.from(bytes)
  copy[(bit >> 3) % copy.length] ^= 1 << (bit & 7)
  return copy
}

const LEAVES = Array.from({ length: 40 }, (_, i) => leafHash(Buffer.from(`leaf ${i}`)))
const HASH = Buffer.alloc(32, 9)

/** The same proof made wrong in every way that does not depend on what it proves. */
const spoiled = (proof: readonly Uint8Array[]): (readonly Uint8Array[])[] => [
  [...proof, HASH],
  [HASH, ...proof],
  proof.slice(1),
  proof.slice(0, -1),
  proof.toReversed(),
  ...proof.map((hash, i) => proof.with(i, flip(hash, 8 * i + 3))),
  ...proof.map((_, i) => proof.toSpliced(i, 1)),
]

describe('the reference verifier agrees on', () => {
  it('inclusion, true and false, in every tree of up to 40 leaves', () => {
    let trueOnes = 0
    const judge = (
      index: number,
      size: number,
      leaf: Uint8Array,
      proof: readonly Uint8Array[],
      root: Uint8Array,
    ) => {
      const ours = verifyInclusion({ leaf, index, size, root, proof })
      const theirs = holds(() =>
        reference.checkInclusion(index, size, Buffer.from(leaf), buffers(proof), Buffer.from(root)),
      )
      expect(theirs, `${index} of ${size}`).toBe(ours)
      if (ours) trueOnes += 1
    }
    for (let size = 1; size <= LEAVES.length; size += 1) {
      const root = rootOf(LEAVES, 0, size)
      for (let index = 0; index < size; index += 1) {
        const proof = proveInclusion(LEAVES, index, size)
        const leaf = LEAVES[index]
        judge(index, size, leaf, proof, root)
        for (const i of [index - 1, index + 1, index + size, -1]) judge(i, size, leaf, proof, root)
        for (const n of [size - 1, size + 1, 0, 2 * size]) judge(index, n, leaf, proof, root)
        judge(index, size, root, proof, leaf)
        judge(index, size, flip(leaf, index), proof, root)
        judge(index, size, leaf, proof, flip(root, index))
        for (const bad of spoiled(proof)) judge(index, size, leaf, bad, root)
      }
    }
    // Wrong sizes that end in the same path are all that may pass beside the 820 honest proofs.
    expect(trueOnes).toBeGreaterThanOrEqual(820)
  })

  it('consistency, true and false, between any two sizes up to 40', () => {
    const judge = (
      older: number,
      newer: number,
      olderRoot: Uint8Array,
      newerRoot: Uint8Array,
      proof: readonly Uint8Array[],
    ) => {
      const ours = verifyConsistency({ olderSize: older, olderRoot, newerSize: newer, newerRoot, proof })
      const theirs = holds(() =>
        reference.checkConsistency(
          { size: older, root: Buffer.from(olderRoot) },
          { size: newer, root: Buffer.from(newerRoot) },
          buffers(proof),
        ),
      )
      expect(theirs, `${older} to ${newer}`).toBe(ours)
      return ours
    }
    for (let newer = 0; newer <= LEAVES.length; newer += 1) {
      for (let older = 0; older <= newer; older += 1) {
        const [a, b] = [rootOf(LEAVES, 0, older), rootOf(LEAVES, 0, newer)]
        const proof = proveConsistency(LEAVES, older, newer)
        expect(judge(older, newer, a, b, proof)).toBe(true)
        judge(older, newer, b, a, proof)
        judge(newer, older, a, b, proof)
        for (const n of [older - 1, older + 1]) if (n >= 0) judge(n, newer, a, b, proof)
        for (const n of [newer - 1, newer + 1]) if (n >= 0) judge(older, n, a, b, proof)
        judge(older, newer, flip(a, newer), b, proof)
        judge(older, newer, a, flip(b, older), proof)
        for (const bad of spoiled(proof)) judge(older, newer, a, b, bad)
      }
    }
  })
})

const signerOf = () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
  return { publicKey: raw, sign: (message: Uint8Array) => sign(null, message, privateKey) }
}

/** A text changed at every character, cut at every line, and with something before and behind. */
const disturbed = (text: string): string[] => [
  ...Array.from(text, (character, i) => {
    const other = character === 'A' ? 'B' : 'A'
    return text.slice(0, i) + other + text.slice(i + 1)
  }),
  ...[...text.matchAll(/\n/g)].flatMap(({ index }) => [text.slice(0, index), text.slice(index + 1)]),
  `${text}\n`,
  `\n${text}`,
  `${text}x`,
  `x${text}`,
  ` ${text}`,
  text.replaceAll('\n', '\r\n'),
  text.trimEnd(),
  '',
]

describe('the reference verifier agrees on signed texts:', () => {
  const signer = signerOf()
  const witness = signerOf()
  const origin = 'siglum/v-test'
  const keyText = verifierKey(origin, signer.publicKey)
  const witnessText = verifierKey('archive.lee', witness.publicKey, 'cosignature')
  const headAt = (size: number): string =>
    signCheckpoint({ origin, size, root: rootOf(LEAVES, 0, size) }, signer)
  const head = headAt(23)
  const line = cosignatureLine(
    parseCheckpoint(head),
    'archive.lee',
    witness,
    new Date('2026-11-24T10:00:00Z'),
  )

  it('keys', () => {
    expect(reference.readKey(keyText).raw.equals(signer.publicKey)).toBe(true)
    for (const bad of disturbed(keyText)) {
      if (bad.trim() === keyText) continue
      expect(holds(() => reference.readKey(bad))).toBe(holds(() => parseVerifierKey(bad, 'ed25519')))
    }
  })

  it('checkpoints', () => {
    const key = reference.readKey(keyText)
    const ours = (note: string): boolean => {
      const parsed = parseCheckpoint(note)
      return parsed.origin === origin && judgeSignature(parsed, signer.publicKey) === 'valid'
    }
    expect(reference.checkHead(head, key)).toMatchObject({ size: 23, origin })
    for (const bad of [...disturbed(head), head + line, line + head, head + head.split('\n\n')[1]]) {
      expect(
        holds(() => reference.checkHead(bad, key)),
        JSON.stringify(bad),
      ).toBe(holds(() => ours(bad) || expect.fail('not signed')))
    }
  })

  it('checkpoints kept elsewhere, beside the hashes in a bundle', () => {
    const key = reference.readKey(keyText)
    const [bundled, theirHead] = [parseCheckpoint(head), reference.checkHead(head, key)]
    const whole = Buffer.concat(LEAVES.slice(0, 23))
    const forged = (size: number): string => signCheckpoint({ origin, size, root: HASH }, signer)
    const theirs = (note: string, hashes: Buffer | null): string => {
      try {
        return reference.checkOutside(note, theirHead, hashes, key) ? 'agrees' : 'cannot-tell'
      } catch {
        return 'contradicts'
      }
    }
    const ours = (note: string, hashes: Buffer | undefined): string =>
      judgeHashes(bundled, hashes).length > 0
        ? 'contradicts'
        : judgeOutsideHead('x', note, { head: bundled, key: keyText, hashes }).outcome
    const seen = new Set<string>()
    for (let size = 0; size <= 30; size += 1)
      for (const note of [headAt(size), forged(size)]) {
        const spoilt = size < 23 ? [whole.subarray(32), Buffer.concat([whole, HASH]), flip(whole, 99)] : []
        for (const hashes of [whole, null, ...spoilt]) {
          expect(theirs(note, hashes), `${size}`).toBe(ours(note, hashes ?? undefined))
          seen.add(theirs(note, hashes))
        }
      }
    expect(seen).toEqual(new Set(['agrees', 'cannot-tell', 'contradicts']))
  })

  it('cosignatures', () => {
    const key = reference.readKey(witnessText)
    const noteKey = parseVerifierKey(witnessText, 'cosignature')
    expect(reference.checkWitness(reference.readHead(head + line), key)).toBe(1795514400)
    expect(judgeCosignature(parseCheckpoint(head + line), noteKey)?.at).toBe('2026-11-24T10:00:00.000Z')
    for (const bad of [...disturbed(line).map((text) => head + text), head, headAt(24) + line]) {
      expect(
        holds(() => reference.checkWitness(reference.readHead(bad), key)),
        JSON.stringify(bad),
      ).toBe(holds(() => judgeCosignature(parseCheckpoint(bad), noteKey) ?? expect.fail('not signed')))
    }
  })

  it('consistency files', () => {
    const key = reference.readKey(keyText)
    const older = headAt(9)
    const file = printConsistency({ older: 9, proof: proveConsistency(LEAVES, 9, 23), checkpoint: head })
    const ours = (text: string): boolean => {
      const parsed = parseConsistency(text)
      if (parsed?.older !== 9) return false
      const [from, to] = [parseCheckpoint(older), parseCheckpoint(parsed.checkpoint)]
      if (to.origin !== origin || judgeSignature(to, signer.publicKey) !== 'valid') return false
      return verifyConsistency({
        olderSize: 9,
        olderRoot: from.root,
        newerSize: to.size,
        newerRoot: to.root,
        proof: parsed.proof,
      })
    }
    expect(reference.checkConsistencyFile(file, older, key).size).toBe(23)
    const swapped = printConsistency({ older: 9, proof: proveConsistency(LEAVES, 9, 22), checkpoint: head })
    for (const bad of [...disturbed(file), swapped, head]) {
      expect(
        holds(() => reference.checkConsistencyFile(bad, older, key)),
        JSON.stringify(bad),
      ).toBe(holds(() => ours(bad) || expect.fail('not proven')))
    }
  })
})

describe('the reference verifier agrees on exported rows:', () => {
  it('true ones, and every disturbed one', async () => {
    const { register, copyIds } = await filledVault()
    importDocument(register)
    const ids = new Set([copyIds[0]])
    const indices = register.eventsOfCopies(ids).map(({ index }) => index)
    const { text } = register.proveRows(indices, ids)
    const keyText = register.verifierKey()
    const key = reference.readKey(keyText)
    const theirs = reference.checkProofFile(text, key)
    const ours = checkProofFile(text, keyText)
    expect(theirs.rows.map(({ index }) => index)).toEqual([2, 3, 5])
    expect(ours.rows.map(({ index }) => index)).toEqual([2, 3, 5])
    expect(theirs.rows[0].disclosed.get('/copies/0/recipient')).toMatchObject({ name: '张三' })
    expect(text).not.toMatch(/Adaobi|Bobrowski|leak\.jpg/)
    const lines = text.split('\n')
    const bad = [
      ...disturbed(text).filter((_, i) => i % 7 === 0 || i > text.length),
      ...lines.map((_, i) => lines.toSpliced(i, 1).join('\n')),
      ...lines.map((line, i) => lines.toSpliced(i, 0, line).join('\n')),
      [lines[0], lines[2], lines[1], ...lines.slice(3)].join('\n'),
    ]
    for (const changed of bad) {
      if (changed === text) continue
      expect([
        holds(() => reference.checkProofFile(changed, key)),
        holds(() => checkProofFile(changed, keyText)),
      ]).toEqual([false, false])
    }
    const { register: other } = await filledVault()
    const foreign = other.verifierKey()
    expect(holds(() => reference.checkProofFile(text, reference.readKey(foreign)))).toBe(false)
    expect(holds(() => checkProofFile(text, foreign))).toBe(false)
  })

  it('rows whose own hash was mended after a change', async () => {
    const { createHash } = await import('node:crypto')
    const { register, copyIds } = await filledVault()
    const ids = new Set([copyIds[0]])
    const { text } = register.proveRows([2, 3], ids)
    const keyText = register.verifierKey()
    const mend = (changed: string): string => {
      const body = changed.slice(0, changed.lastIndexOf('{"sha256"'))
      return `${body}${JSON.stringify({ sha256: createHash('sha256').update(body).digest('hex') })}\n`
    }
    expect(mend(text)).toBe(text)
    const lines = text.trimEnd().split('\n')
    const changes = [
      text.replace('张三', '李四'),
      text.replace('12345', '54321'),
      text.replace('"index":3', '"index":4'),
      text.replace('"rows":2', '"rows":1'),
      text.replace('/copies/0/recipient","salt', '/copies/1/recipient","salt'),
      text.replace('/copies/0/recipient","salt', '/__proto__/recipient","salt'),
      text.replace('"format"', '"extra":1,"format"'),
      text.replace('"disclosed":[]', '"disclosed": []'),
      [lines[0], lines[1], ''].join('\n') + lines[3],
    ]
    for (const changed of changes.map(mend)) {
      expect(changed).not.toBe(text)
      const theirs = holds(() => reference.checkProofFile(changed, reference.readKey(keyText)))
      expect([theirs, holds(() => checkProofFile(changed, keyText))], changed).toEqual([false, false])
    }
  })
})
