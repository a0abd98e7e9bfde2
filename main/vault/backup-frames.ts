import { createHash } from 'node:crypto'
import { readSync } from 'node:fs'
import { z } from 'zod'
import { Failure } from '../../shared/contract/failure.ts'
import type { Keyring } from '../keys/keyring.ts'

/**
 * A backup is one file: two lines of text (what it is, and the vault's key file as JSON), then frames, each its length
 * (four bytes) and a sealed box. Every box is bound to those lines, to its place, and to whether it is the last, so that
 * none can be changed, left out, exchanged or cut off unnoticed.
 */
const MAGIC = 'siglum backup 1'
const LENGTH_BYTES = 4
/** Of a file's bytes in one frame. */
export const CHUNK_BYTES = 1 << 20
const MOST_FRAME_BYTES = CHUNK_BYTES + 1024
const MOST_PREAMBLE_BYTES = 1 << 18

const preambleSchema = z.strictObject({
  id: z.string().regex(/^b-[a-z2-7]{26}$/),
  vaultId: z.string().regex(/^v-[a-z2-7]{26}$/),
  made: z.iso.datetime({ precision: 3 }),
  /** The text of `vault.json`: whoever has a passphrase of then can open it. */
  header: z.string(),
})
export type Preamble = z.infer<typeof preambleSchema>

/** What is in a frame. */
export type Frame =
  | { readonly kind: 'file'; readonly path: string; readonly bytes: number }
  | { readonly kind: 'data'; readonly data: Uint8Array }
  | { readonly kind: 'end'; readonly files: number; readonly size: number; readonly checkpoint: string }

const KINDS = { file: 1, data: 2, end: 3 } as const

const frameSchemas = {
  file: z.strictObject({ path: z.string(), bytes: z.int().nonnegative() }),
  end: z.strictObject({
    files: z.int().nonnegative(),
    size: z.int().nonnegative(),
    checkpoint: z.string(),
  }),
}

export const printPreamble = (preamble: Preamble): Buffer =>
  Buffer.from(`${MAGIC}\n${JSON.stringify(preamble)}\n`)

const aadOf = (preamble: Uint8Array, place: number, isLast: boolean): string =>
  `${MAGIC}/${createHash('sha256').update(preamble).digest('hex')}/${place}/${isLast ? 'last' : 'more'}`

const encode = (frame: Frame): Uint8Array => {
  if (frame.kind === 'data') return Buffer.concat([Buffer.of(KINDS.data), frame.data])
  const { kind, ...rest } = frame
  return Buffer.concat([Buffer.of(KINDS[kind]), Buffer.from(JSON.stringify(rest))])
}

/** Frames in order, as bytes to write. */
export const frameSealer = (preamble: Uint8Array, keyring: Keyring): ((frame: Frame) => Uint8Array) => {
  let place = 0
  return (frame) => {
    const box = keyring.seal(encode(frame), aadOf(preamble, place, frame.kind === 'end'))
    place += 1
    const length = Buffer.alloc(LENGTH_BYTES)
    length.writeUInt32BE(box.length)
    return Buffer.concat([length, box])
  }
}

export const backupDamaged = (why: string): Failure =>
  new Failure('backup-damaged', `This backup cannot be used: ${why}. Use another one.`)

const decode = (plain: Uint8Array): Frame => {
  const kind = plain[0]
  if (kind === KINDS.data) return { kind: 'data', data: plain.subarray(1) }
  const json: unknown = JSON.parse(Buffer.from(plain.subarray(1)).toString('utf8'))
  if (kind === KINDS.file) return { kind: 'file', ...frameSchemas.file.parse(json) }
  return { kind: 'end', ...frameSchemas.end.parse(json) }
}

/** `bytes` from where the file stands, or fewer at its end. */
const readUpTo = (handle: number, bytes: number): Buffer => {
  const buffer = Buffer.alloc(bytes)
  let got = 0
  while (got < bytes) {
    const read = readSync(handle, buffer, got, bytes - got, null)
    if (read === 0) break
    got += read
  }
  return buffer.subarray(0, got)
}

export interface ReadPreamble extends Preamble {
  readonly bytes: Uint8Array
}

/** The two lines at the beginning. Throws Failure 'backup-damaged'. */
export const readPreamble = (handle: number): ReadPreamble => {
  const head = Buffer.alloc(MOST_PREAMBLE_BYTES)
  const read = readSync(handle, head, 0, MOST_PREAMBLE_BYTES, 0)
  const text = head.subarray(0, read)
  const first = text.indexOf('\n')
  const second = first === -1 ? -1 : text.indexOf('\n', first + 1)
  if (text.subarray(0, Math.max(first, 0)).toString() !== MAGIC || second === -1)
    throw backupDamaged('it is not a backup of Siglum, or of a newer version')
  try {
    const bytes = text.subarray(0, second + 1)
    return { ...preambleSchema.parse(JSON.parse(text.subarray(first + 1, second).toString('utf8'))), bytes }
  } catch {
    throw backupDamaged('its beginning is damaged')
  }
}

/** Every frame to the last, each checked; nothing may follow. Throws Failure 'backup-damaged'. */
export function* readFrames(
  handle: number,
  preamble: Uint8Array,
  keyring: Keyring,
): Generator<Frame, void, undefined> {
  // Moves the file's own position past what was read at a fixed one.
  readUpTo(handle, preamble.length)
  for (let place = 0; ; place += 1) {
    const head = readUpTo(handle, LENGTH_BYTES)
    if (head.length < LENGTH_BYTES) throw backupDamaged('it was cut off')
    const length = head.readUInt32BE()
    if (length > MOST_FRAME_BYTES) throw backupDamaged('it is damaged')
    const box = readUpTo(handle, length)
    if (box.length < length) throw backupDamaged('it was cut off')
    const frame = openFrame(box, preamble, place, keyring)
    yield frame
    if (frame.kind !== 'end') continue
    if (readUpTo(handle, 1).length > 0) throw backupDamaged('something was added to it')
    return
  }
}

const openFrame = (box: Uint8Array, preamble: Uint8Array, place: number, keyring: Keyring): Frame => {
  for (const isLast of [false, true]) {
    let plain: Uint8Array
    try {
      plain = keyring.open(box, aadOf(preamble, place, isLast))
    } catch {
      continue
    }
    const frame = decode(plain)
    if ((frame.kind === 'end') === isLast) return frame
  }
  throw backupDamaged('it was changed or damaged')
}
