import { describe, expect, it } from 'vitest'
import { proveConsistency, proveInclusion } from '../../../main/register/merkle-proof.ts'
import { appendLeaves, edgeRoot, EMPTY_EDGE, leafHash, rootOf } from '../../../main/register/merkle-tree.ts'
import { verifyConsistency, verifyInclusion } from '../../../main/register/verify-proof.ts'
import { pythonTrees } from './merkle-judge.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const leavesOf = (texts: readonly string[]) => texts.map((text) => leafHash(Buffer.from(text, 'hex')))

/** The leaves and roots of the Certificate Transparency project's own tests (merkle_tree_test.cc, testonly/reference). */
const CT_LEAVES = leavesOf([
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
])
const CT_ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

describe('tree', () => {
  it('has the roots of the Certificate Transparency vectors at every size', () => {
    expect(CT_ROOTS.map((_, size) => hex(rootOf(CT_LEAVES, 0, size)))).toEqual(CT_ROOTS)
  })

  it('grows leaf by leaf through its edge to the same roots', () => {
    let edge = EMPTY_EDGE
    const roots = [hex(edgeRoot(edge))]
    for (const leaf of CT_LEAVES) {
      edge = appendLeaves(edge, [leaf])
      roots.push(hex(edgeRoot(edge)))
    }
    expect(roots).toEqual(CT_ROOTS)
    expect(edge.roots).toHaveLength(1)
  })
})

describe('proofs', () => {
  it('are those of a literal transcription of RFC 6962 in Python, for every tree to 17 leaves', () => {
    const judge = pythonTrees(17)
    if (judge === null) return
    const leaves = Array.from({ length: 17 }, (_, i) => leafHash(Buffer.from(`leaf ${i}`)))
    for (const { size, root, inclusion, consistency } of judge) {
      expect(hex(rootOf(leaves, 0, size))).toBe(root)
      inclusion.forEach((proof, i) => expect(proveInclusion(leaves, i, size).map(hex)).toEqual(proof))
      consistency.forEach((proof, i) => expect(proveConsistency(leaves, i + 1, size).map(hex)).toEqual(proof))
    }
  })

  it('refuse sizes and indices that are not there', () => {
    expect(() => proveInclusion(CT_LEAVES, 3, 3)).toThrow(RangeError)
    expect(() => proveInclusion(CT_LEAVES, 0, 9)).toThrow(RangeError)
    expect(() => proveInclusion(CT_LEAVES, -1, 3)).toThrow(RangeError)
    expect(() => proveConsistency(CT_LEAVES, 4, 3)).toThrow(RangeError)
    expect(() => proveConsistency(CT_LEAVES, 1.5, 3)).toThrow(RangeError)
  })
})

const flipped = (bytes: Uint8Array): Uint8Array => bytes.map((byte, i) => (i === 5 ? byte ^ 4 : byte))

describe('inclusion', () => {
  const honest = (index: number, size: number) => ({
    leaf: CT_LEAVES[index],
    index,
    size,
    root: rootOf(CT_LEAVES, 0, size),
    proof: proveInclusion(CT_LEAVES, index, size),
  })

  it('holds for every leaf of every tree', () => {
    for (let size = 1; size <= 8; size += 1) {
      for (let index = 0; index < size; index += 1) expect(verifyInclusion(honest(index, size))).toBe(true)
    }
  })

  it('fails for everything that is nearly right', () => {
    for (const [index, size] of [
      [0, 1],
      [0, 2],
      [2, 5],
      [4, 5],
      [6, 7],
      [3, 8],
    ]) {
      const claim = honest(index, size)
      const { proof } = claim
      const wrong = [
        { ...claim, leaf: flipped(claim.leaf) },
        { ...claim, root: flipped(claim.root) },
        { ...claim, leaf: claim.root, root: claim.leaf, proof: [...proof, claim.root] },
        { ...claim, index: index + 1 },
        { ...claim, index: -1 },
        { ...claim, index: index + size },
        { ...claim, size: 0 },
        { ...claim, size: index },
        { ...claim, size: Number.NaN },
        { ...claim, size: 2 ** 60 },
        { ...claim, proof: [...proof, claim.root] },
        { ...claim, proof: [claim.root, ...proof] },
        { ...claim, proof: [...proof, new Uint8Array()] },
        ...proof.map((_, i) => ({ ...claim, proof: proof.toSpliced(i, 1) })),
        ...proof.map((hash, i) => ({ ...claim, proof: proof.with(i, flipped(hash)) })),
        ...proof.map((hash, i) => ({ ...claim, proof: proof.with(i, hash.subarray(0, 31)) })),
        ...(proof.length > 1 ? [{ ...claim, proof: proof.toReversed() }] : []),
      ]
      wrong.forEach((bad, i) => expect(verifyInclusion(bad), `${index} of ${size}, case ${i}`).toBe(false))
    }
  })
})

describe('consistency', () => {
  const honest = (olderSize: number, newerSize: number) => ({
    olderSize,
    olderRoot: rootOf(CT_LEAVES, 0, olderSize),
    newerSize,
    newerRoot: rootOf(CT_LEAVES, 0, newerSize),
    proof: proveConsistency(CT_LEAVES, olderSize, newerSize),
  })

  it('holds between any two sizes', () => {
    for (let newer = 0; newer <= 8; newer += 1) {
      for (let older = 0; older <= newer; older += 1)
        expect(verifyConsistency(honest(older, newer))).toBe(true)
    }
  })

  it('fails for everything that is nearly right', () => {
    for (const [older, newer] of [
      [1, 2],
      [1, 8],
      [2, 5],
      [4, 8],
      [6, 8],
      [3, 7],
      [7, 8],
    ]) {
      const claim = honest(older, newer)
      const { proof } = claim
      const wrong = [
        { ...claim, olderRoot: claim.newerRoot, newerRoot: claim.olderRoot },
        { ...claim, olderRoot: flipped(claim.olderRoot) },
        { ...claim, newerRoot: flipped(claim.newerRoot) },
        { ...claim, newerRoot: claim.olderRoot },
        { ...claim, olderSize: newer, newerSize: older },
        { ...claim, olderSize: older - 1 },
        { ...claim, olderSize: older + 1 },
        { ...claim, newerSize: older },
        { ...claim, olderSize: -1 },
        { ...claim, newerSize: Number.POSITIVE_INFINITY },
        { ...claim, proof: [] },
        { ...claim, proof: [...proof, claim.newerRoot] },
        { ...claim, proof: [claim.olderRoot, ...proof] },
        ...proof.map((_, i) => ({ ...claim, proof: proof.toSpliced(i, 1) })),
        ...proof.map((hash, i) => ({ ...claim, proof: proof.with(i, flipped(hash)) })),
        ...proof.map((hash, i) => ({ ...claim, proof: proof.with(i, Buffer.concat([hash, hash])) })),
        ...(proof.length > 1 ? [{ ...claim, proof: proof.toReversed() }] : []),
      ]
      wrong.forEach((bad, i) => expect(verifyConsistency(bad), `${older} to ${newer}, case ${i}`).toBe(false))
    }
  })

  it('does not let the empty tree prove anything', () => {
    expect(verifyConsistency({ ...honest(0, 5), olderRoot: CT_LEAVES[0] })).toBe(false)
    expect(verifyConsistency({ ...honest(0, 5), proof: [CT_LEAVES[0]] })).toBe(false)
  })
})
