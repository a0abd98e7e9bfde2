import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CODE_RANDOM_BYTES, formatCode, makeCode, parseCode } from '../../shared/contract/copy-code.ts'
import { canonicalJson } from '../../main/register/canonical-json.ts'
import type { JsonValue } from '../../main/register/canonical-json.ts'
import { parseCheckpoint, signCheckpoint } from '../../main/register/checkpoint.ts'
import { proveConsistency, proveInclusion } from '../../main/register/merkle-proof.ts'
import { appendLeaves, edgeRoot, EMPTY_EDGE, leafHash, rootOf } from '../../main/register/merkle-tree.ts'
import { concealPersonal, revealPersonal } from '../../main/register/personal-fields.ts'
import { verifyConsistency, verifyInclusion } from '../../main/register/verify-proof.ts'

const LEAVES = Array.from({ length: 300 }, (_, i) => leafHash(Buffer.from(`${i}`)))
const size = fc.integer({ min: 1, max: LEAVES.length })
const wellFormed = fc.string({ unit: 'binary' })
const json = fc.jsonValue({ stringUnit: 'binary' }) as fc.Arbitrary<JsonValue>

describe('tree', () => {
  it('append in any portions, then prove, then verify', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 7 }),
        fc.nat(),
        (portions, pick) => {
          let edge = EMPTY_EDGE
          const sizes = [0]
          for (const portion of portions) {
            edge = appendLeaves(edge, LEAVES.slice(edge.size, edge.size + portion))
            sizes.push(edge.size)
          }
          const root = edgeRoot(edge)
          expect(Buffer.compare(root, rootOf(LEAVES, 0, edge.size))).toBe(0)
          for (const olderSize of sizes) {
            const olderRoot = rootOf(LEAVES, 0, olderSize)
            const proof = proveConsistency(LEAVES, olderSize, edge.size)
            expect(
              verifyConsistency({ olderSize, olderRoot, newerSize: edge.size, newerRoot: root, proof }),
            ).toBe(true)
          }
          if (edge.size === 0) return
          const index = pick % edge.size
          const proof = proveInclusion(LEAVES, index, edge.size)
          expect(verifyInclusion({ leaf: LEAVES[index], index, size: edge.size, root, proof })).toBe(true)
        },
      ),
    )
  })

  it('an inclusion proof serves no other leaf, index or size', () => {
    fc.assert(
      fc.property(size, fc.nat(), fc.nat(), size, (n, pick, otherPick, otherSize) => {
        const [index, other] = [pick % n, otherPick % n]
        const claim = {
          leaf: LEAVES[index],
          index,
          size: n,
          root: rootOf(LEAVES, 0, n),
          proof: proveInclusion(LEAVES, index, n),
        }
        expect(verifyInclusion({ ...claim, leaf: LEAVES[other] })).toBe(other === index)
        expect(verifyInclusion({ ...claim, root: rootOf(LEAVES, 0, otherSize) })).toBe(otherSize === n)
        if (other !== index) expect(verifyInclusion({ ...claim, index: other })).toBe(false)
      }),
    )
  })

  it('a consistency proof holds for no history that differs before the older size', () => {
    fc.assert(
      fc.property(size, size, fc.nat(), (a, b, pick) => {
        const [older, newer] = [Math.min(a, b), Math.max(a, b)]
        const forged = LEAVES.with(pick % older, leafHash(Buffer.from('forged')))
        const claim = {
          olderSize: older,
          olderRoot: rootOf(LEAVES, 0, older),
          newerSize: newer,
          newerRoot: rootOf(forged, 0, newer),
          proof: proveConsistency(forged, older, newer),
        }
        expect(verifyConsistency(claim)).toBe(false)
      }),
    )
  })

  it('verifiers end in false on whatever they are fed', () => {
    const hash = fc.uint8Array({ minLength: 30, maxLength: 33 })
    const number = fc.oneof(fc.integer(), fc.double(), fc.maxSafeInteger())
    fc.assert(
      fc.property(number, number, hash, hash, fc.array(hash, { maxLength: 70 }), (a, b, x, y, proof) => {
        expect(verifyInclusion({ leaf: x, index: a, size: b, root: y, proof })).toBe(false)
        const claim = { olderSize: a, olderRoot: x, newerSize: b, newerRoot: y, proof }
        const isTrivial = a === b && proof.length === 0 && Buffer.compare(x, y) === 0
        if (!isTrivial) expect(verifyConsistency(claim)).toBe(false)
      }),
    )
  })
})

describe('texts', () => {
  it('canonical JSON has the same meaning, one form, and no order of keys', () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalJson(value)
        expect(canonicalJson(JSON.parse(text) as JsonValue)).toBe(text)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
    fc.assert(
      fc.property(fc.dictionary(wellFormed, fc.integer()), (object) => {
        const reversed = Object.fromEntries(Object.entries(object).toReversed())
        expect(canonicalJson(reversed)).toBe(canonicalJson(object))
      }),
    )
  })

  it('personal values come back as they were', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ n: fc.integer(), recipient: json })), json, (copies, rest) => {
        const body = { copies, rest }
        const { concealed, disclosures } = concealPersonal(body, ['/copies/*/recipient'])
        const revealed = revealPersonal(concealed, ['/copies/*/recipient'], disclosures, () => null)
        expect(revealed === null ? null : canonicalJson(revealed.body)).toBe(canonicalJson(body))
        expect(revealed?.erased).toEqual([])
      }),
    )
  })

  it('a checkpoint reads back as written', () => {
    const signer = { publicKey: new Uint8Array(32), sign: () => new Uint8Array(64) }
    const root = fc.uint8Array({ minLength: 32, maxLength: 32 })
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z/-]{1,40}$/),
        fc.integer({ min: 0, max: 1e14 }),
        root,
        (origin, count, bytes) => {
          const parsed = parseCheckpoint(signCheckpoint({ origin, size: count, root: bytes }, signer))
          expect([parsed.origin, parsed.size, Buffer.compare(parsed.root, bytes)]).toEqual([origin, count, 0])
        },
      ),
    )
  })

  it('a code reads back as made', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: CODE_RANDOM_BYTES, maxLength: CODE_RANDOM_BYTES }), (random) => {
        const code = makeCode(random)
        expect(parseCode(formatCode(code).toLowerCase())).toBe(code)
      }),
    )
  })
})
