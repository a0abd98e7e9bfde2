import { spawnSync } from 'node:child_process'

/** RFC 6962, section 2.1, as it is printed there: recursive, over lists. */
const SCRIPT = `
import hashlib, json, sys
H = lambda b: hashlib.sha256(b).digest()
def split(n):
    k = 1
    while k * 2 < n: k *= 2
    return k
def MTH(D):
    if not D: return H(b'')
    if len(D) == 1: return H(b'\\x00' + D[0])
    k = split(len(D))
    return H(b'\\x01' + MTH(D[:k]) + MTH(D[k:]))
def PATH(m, D):
    if len(D) == 1: return []
    k = split(len(D))
    return PATH(m, D[:k]) + [MTH(D[k:])] if m < k else PATH(m - k, D[k:]) + [MTH(D[:k])]
def SUBPROOF(m, D, b):
    if m == len(D): return [] if b else [MTH(D)]
    k = split(len(D))
    return SUBPROOF(m, D[:k], b) + [MTH(D[k:])] if m <= k else SUBPROOF(m - k, D[k:], False) + [MTH(D[:k])]
hexes = lambda proof: [p.hex() for p in proof]
out = []
for n in range(1, int(sys.argv[1]) + 1):
    D = [b'leaf %d' % i for i in range(n)]
    out.append({'size': n, 'root': MTH(D).hex(), 'inclusion': [hexes(PATH(i, D)) for i in range(n)],
                'consistency': [hexes(SUBPROOF(m, D, True)) for m in range(1, n + 1)]})
print(json.dumps(out))
`

export interface JudgedTree {
  readonly size: number
  readonly root: string
  /** By leaf index. */
  readonly inclusion: readonly (readonly string[])[]
  /** By older size, from 1. */
  readonly consistency: readonly (readonly string[])[]
}

/** Trees over the leaves "leaf 0", "leaf 1", ... as Python sees them; null, with a warning, without Python. */
export const pythonTrees = (most: number): readonly JudgedTree[] | null => {
  const run = spawnSync('/usr/bin/python3', ['-c', SCRIPT, String(most)], { encoding: 'utf8' })
  if (run.status !== 0) {
    console.warn(
      `SKIPPED: /usr/bin/python3 is missing or failed, Merkle proofs are not judged by it. ${run.stderr ?? ''}`,
    )
    return null
  }
  return JSON.parse(run.stdout) as readonly JudgedTree[]
}
