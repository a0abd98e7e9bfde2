import { createHash, createPublicKey, verify } from 'node:crypto'

// A second opinion on what Siglum exports: written from the documents (main/register/FORMATS.md, RFC 6962, c2sp.org),
// sharing no line with the program. Every function throws an Error on anything that is not exactly right.

const fail = (why: string): never => {
  throw new Error(why)
}

const sha256 = (...parts: readonly (Uint8Array | string)[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

const unbase64 = (text: string, bytes: number): Buffer => {
  const decoded = Buffer.from(text, 'base64')
  if (decoded.toString('base64') !== text) fail('base64 is not in its one form')
  if (bytes > 0 && decoded.length !== bytes) fail(`${decoded.length} bytes instead of ${bytes}`)
  return decoded
}

const LEAF = Buffer.of(0)
const NODE = Buffer.of(1)
const COMMITMENT = Buffer.of(2)

export interface Key {
  readonly name: string
  readonly id: Buffer
  /** 1: the register's own; 4: a witness's. */
  readonly type: number
  readonly raw: Buffer
}

/** `name+id+base64(type, key)` */
export const readKey = (text: string): Key => {
  const [name, id, ...rest] = text.split('+')
  const bytes = unbase64(rest.join('+'), 33)
  const expected = sha256(`${name}\n`, bytes).subarray(0, 4)
  if (name === '' || id !== expected.toString('hex')) fail('the key does not fit its own id')
  return { name, id: expected, type: bytes[0], raw: bytes.subarray(1) }
}

const isSigned = ({ raw }: Key, message: string, signature: Uint8Array): boolean => {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') }
  return verify(null, Buffer.from(message), createPublicKey({ key: jwk, format: 'jwk' }), signature)
}

export interface Head {
  readonly origin: string
  readonly size: number
  readonly root: Buffer
  readonly body: string
  readonly lines: readonly { readonly name: string; readonly bytes: Buffer }[]
}

const readSignature = (line: string): Head['lines'][number] => {
  const parts = line.split(' ')
  const isForm = parts.length === 3 && parts[0] === '\u2014' && /^[^\p{White_Space}+]+$/u.test(parts[1])
  if (!isForm) return fail('a signature line is not in form')
  const bytes = unbase64(parts[2], 0)
  if (bytes.length < 5) fail('a signature is too short')
  return { name: parts[1], bytes }
}

/** A checkpoint in a signed note; its signatures are read, not checked. */
export const readHead = (note: string): Head => {
  // Every other ASCII control character is forbidden in a signed note.
  if ([...note].some((c) => c < ' ' && c !== '\n')) fail('control characters')
  const blank = note.lastIndexOf('\n\n')
  if (blank < 0 || !note.endsWith('\n')) fail('not a signed note')
  const body = note.slice(0, blank + 1)
  const [origin, size, root, ...extensions] = body.slice(0, -1).split('\n')
  if (!origin || !/^(0|[1-9]\d{0,14})$/.test(size ?? '') || root === undefined) fail('not a checkpoint')
  if (extensions.includes('')) fail('an empty line in the body')
  const lines = note
    .slice(blank + 2, -1)
    .split('\n')
    .map(readSignature)
  return { origin, size: Number(size), root: unbase64(root, 32), body, lines }
}

const linesOf = ({ lines }: Head, { name, id }: Key): Buffer[] =>
  lines
    .filter((line) => line.name === name && line.bytes.subarray(0, 4).equals(id))
    .map(({ bytes }) => bytes.subarray(4))

/** The register signed it: the key's name is the origin, and no signature by that key is false. */
export const checkHead = (note: string, key: Key): Head => {
  const head = readHead(note)
  const signatures = linesOf(head, key)
  if (key.type !== 1 || key.name !== head.origin || signatures.length === 0)
    fail('not signed by this register')
  if (!signatures.every((signature) => isSigned(key, head.body, signature))) fail('a false signature')
  return head
}

/** A witness signed it; the time, in seconds since 1970, by their clock. */
export const checkWitness = (head: Head, key: Key): number => {
  const signatures = linesOf(head, key)
  if (key.type !== 4 || signatures.length === 0) fail('not signed by this witness')
  const times = signatures.map((signature) => {
    if (signature.length !== 72) fail('a cosignature of a wrong length')
    const time = signature.readBigUInt64BE()
    const message = `cosignature/v1\ntime ${time}\n${head.body}`
    if (!isSigned(key, message, signature.subarray(8))) fail('a false cosignature')
    return Number(time)
  })
  return Math.max(...times)
}

/** The largest power of two below `n`. */
const split = (n: number): number => {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}

/** The root that this path leads to: RFC 6962's own recursion, turned round. */
const rootByPath = (index: number, size: number, leaf: Buffer, path: readonly Buffer[]): Buffer => {
  if (size === 1) return path.length === 0 ? leaf : fail('the path is too long')
  const last = path.at(-1) ?? fail('the path is too short')
  const rest = path.slice(0, -1)
  const k = split(size)
  return index < k
    ? sha256(NODE, rootByPath(index, k, leaf, rest), last)
    : sha256(NODE, last, rootByPath(index - k, size - k, leaf, rest))
}

export const checkInclusion = (
  index: number,
  size: number,
  leaf: Buffer,
  path: readonly Buffer[],
  root: Buffer,
): void => {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) fail('no such leaf in a tree of that size')
  if (!rootByPath(index, size, leaf, path).equals(root)) fail('the path leads to another root')
}

/** Older and newer root that this proof leads to (SUBPROOF of RFC 6962, turned round). */
const rootsByProof = (
  older: number,
  newer: number,
  olderRoot: Buffer,
  proof: readonly Buffer[],
  isWhole: boolean,
): readonly [Buffer, Buffer] => {
  if (older === newer) {
    if (isWhole) return proof.length === 0 ? [olderRoot, olderRoot] : fail('the proof is too long')
    return proof.length === 1 ? [proof[0], proof[0]] : fail('the proof has a wrong length')
  }
  const last = proof.at(-1) ?? fail('the proof is too short')
  const rest = proof.slice(0, -1)
  const k = split(newer)
  if (older <= k) {
    const [a, b] = rootsByProof(older, k, olderRoot, rest, isWhole)
    return [a, sha256(NODE, b, last)]
  }
  const [a, b] = rootsByProof(older - k, newer - k, olderRoot, rest, false)
  return [sha256(NODE, last, a), sha256(NODE, last, b)]
}

export const checkConsistency = (
  older: { readonly size: number; readonly root: Buffer },
  newer: { readonly size: number; readonly root: Buffer },
  proof: readonly Buffer[],
): void => {
  if (older.size > newer.size) fail('the older tree is the larger one')
  if (older.size === 0) {
    const isEmptyToo = newer.size > 0 || newer.root.equals(sha256())
    if (proof.length > 0 || !older.root.equals(sha256()) || !isEmptyToo) fail('the empty tree proves nothing')
    return
  }
  const [a, b] = rootsByProof(older.size, newer.size, older.root, proof, true)
  if (!a.equals(older.root) || !b.equals(newer.root)) fail('the proof leads to other roots')
}

/** A file of `checkpoint --since`: gives the newer head, proven to have grown out of the older. */
export const checkConsistencyFile = (text: string, olderNote: string, key: Key): Head => {
  const blank = text.indexOf('\n\n')
  const [first, ...lines] = text.slice(0, Math.max(blank, 0)).split('\n')
  const older = checkHead(olderNote, key)
  if (blank < 0 || first !== `old ${older.size}` || lines.length > 63)
    fail('not a proof since that checkpoint')
  const newer = checkHead(text.slice(blank + 2), key)
  checkConsistency(
    older,
    newer,
    lines.map((line) => unbase64(line, 32)),
  )
  return newer
}

/** The root over some leaves, as RFC 6962 defines it. */
const rootOver = (leaves: readonly Buffer[]): Buffer => {
  if (leaves.length < 2) return leaves[0] ?? sha256()
  const k = split(leaves.length)
  return sha256(NODE, rootOver(leaves.slice(0, k)), rootOver(leaves.slice(k)))
}

/**
 * A checkpoint kept elsewhere against the one in a bundle, given the bundle's hashes.bin (or null where it has none): false
 * when nothing in them tells; else the two are of one history.
 */
export const checkOutside = (note: string, head: Head, hashes: Buffer | null, key: Key): boolean => {
  const outside = checkHead(note, key)
  if (outside.size === head.size)
    return outside.root.equals(head.root) || fail('another history of the same size')
  if (outside.size > head.size || hashes === null) return false
  if (hashes.length !== 32 * head.size) fail('hashes.bin is of another size than the checkpoint')
  const leaves = Array.from({ length: head.size }, (_, i) => hashes.subarray(32 * i, 32 * i + 32))
  if (!rootOver(leaves).equals(head.root)) fail('hashes.bin does not lead to the checkpoint')
  return rootOver(leaves.slice(0, outside.size)).equals(outside.root) || fail('another history')
}

type Fields = Readonly<Record<string, unknown>>

const fields = (line: string, names: readonly string[]): Fields => {
  const value: unknown = JSON.parse(line)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return fail('not an object')
  if (JSON.stringify(value) !== line) fail('not JSON in its one form')
  if (Object.keys(value).join() !== names.join()) fail(`not the fields ${names.join()}`)
  return value as Fields
}

const text = (value: unknown): string => (typeof value === 'string' ? value : fail('not a text'))
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : fail('not a list'))

/** What lies at a JSON pointer of the event's body. */
const at = (body: unknown, path: string): unknown =>
  path
    .split('/')
    .slice(1)
    .reduce<unknown>((here, step) => {
      const isParent = typeof here === 'object' && here !== null && Object.hasOwn(here, step)
      return isParent ? (here as Fields)[step] : fail('a value that the event does not have')
    }, body)

export interface Row {
  readonly index: number
  readonly event: Fields
  /** Personal values by their place in the body; all others are commitments. */
  readonly disclosed: ReadonlyMap<string, unknown>
}

const checkRow = (line: string, head: Head): Row => {
  const { index, leaf, proof, disclosed } = fields(line, ['index', 'leaf', 'proof', 'disclosed'])
  const path = list(proof).map((hash) => unbase64(text(hash), 32))
  checkInclusion(Number(index), head.size, sha256(LEAF, Buffer.from(text(leaf))), path, head.root)
  const event = fields(text(leaf), ['at', 'body', 'by', 'type'])
  const values = list(disclosed).map((entry) => {
    const { path: place, salt, value } = fields(JSON.stringify(entry), ['path', 'salt', 'value'])
    const commitment = (at(event.body, text(place)) as Fields | null)?.commitment
    const expected = sha256(COMMITMENT, unbase64(text(salt), 16), text(value)).toString('base64url')
    if (commitment !== expected) fail('a value that is not the one committed to')
    return [text(place), JSON.parse(text(value)) as unknown] as const
  })
  if (new Set(values.map(([place]) => place)).size !== values.length) fail('a value twice')
  return { index: Number(index), event, disclosed: new Map(values) }
}

/**
 * A file of `export-proof`. `key` is the register's key as it is known from elsewhere: the one in the file proves
 * nothing by itself.
 */
export const checkProofFile = (
  file: string,
  key: Key,
): { readonly head: Head; readonly rows: readonly Row[] } => {
  const lines = file.split('\n')
  if (lines.pop() !== '') fail('the last line is cut')
  const [first, ...rest] = lines
  const last = rest.pop() ?? fail('lines are missing')
  const before = file.slice(0, file.length - last.length - 1)
  if (fields(last, ['sha256']).sha256 !== sha256(before).toString('hex')) fail('the file was changed')
  const header = fields(first, ['format', 'key', 'checkpoint', 'rows'])
  if (header.format !== 'siglum-proof/1') fail('another format')
  const named = readKey(text(header.key))
  if (named.name !== key.name || !named.raw.equals(key.raw)) fail('the key of another register')
  const head = checkHead(text(header.checkpoint), key)
  if (header.rows !== rest.length) fail('rows are missing or added')
  const rows = rest.map((line) => checkRow(line, head))
  if (rows.some(({ index }, i) => i > 0 && index <= rows[i - 1].index)) fail('rows are out of order')
  return { head, rows }
}
