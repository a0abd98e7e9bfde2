import { Failure } from '../../shared/contract/failure.ts'
import { HASH_BYTES } from './merkle-tree.ts'
import { KEY_ID_BYTES, keyIdOf } from './note-key.ts'
import { SIGNATURE_BYTES, verifySignature } from './verify-signature.ts'

/**
 * Signed heads of the register in the form of C2SP tlog-checkpoint (https://c2sp.org/tlog-checkpoint) inside a
 * C2SP signed note (https://c2sp.org/signed-note), so that other people's tools can check them too.
 */
export interface TreeHead {
  readonly origin: string
  readonly size: number
  readonly root: Uint8Array
}

export interface NoteSignature {
  readonly name: string
  readonly keyId: Buffer
  readonly signature: Buffer
}

export interface ParsedCheckpoint extends TreeHead {
  readonly signatures: readonly NoteSignature[]
  /** What the signatures cover: everything up to and including the newline before the blank line. */
  readonly signedText: string
}

export const originOf = (vaultId: string): string => `siglum/${vaultId}`

/** signed-note wants sixteen signatures at least, and they may be post-quantum ones of 7 kB. */
const MOST_CHARACTERS = 262_144

/** Unicode spaces (White_Space) and plus signs, which would make a signature line or a key ambiguous. */
const SPACES = '\\s\\u0085+'
const SIGNATURE_LINE = new RegExp(`^\\u2014 ([^${SPACES}]+) ([A-Za-z0-9+/=]+)$`)
const CONTROL_CHARACTER = /[^\P{Cc}\n\u007f-\u009f]/u

export interface NoteSigner {
  readonly publicKey: Uint8Array
  sign(message: Uint8Array): Uint8Array
}

export const signCheckpoint = ({ origin, size, root }: TreeHead, signer: NoteSigner): string => {
  const text = `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n`
  const signature = Buffer.concat([
    keyIdOf(origin, 'ed25519', signer.publicKey),
    signer.sign(Buffer.from(text)),
  ])
  return `${text}\n\u2014 ${origin} ${signature.toString('base64')}\n`
}

const invalid = (why: string): Failure =>
  new Failure(
    'checkpoint-invalid',
    `This is not a usable checkpoint: ${why}. Give the text exactly as it was printed.`,
  )

const decodeBase64 = (text: string): Buffer => {
  const bytes = Buffer.from(text, 'base64')
  if (bytes.toString('base64') !== text) throw invalid('its base64 is damaged')
  return bytes
}

const parseSignature = (line: string): NoteSignature => {
  const match = SIGNATURE_LINE.exec(line)
  if (match === null) throw invalid('a signature line is damaged')
  const bytes = decodeBase64(match[2])
  if (bytes.length <= KEY_ID_BYTES) throw invalid('a signature is cut short')
  return { name: match[1], keyId: bytes.subarray(0, KEY_ID_BYTES), signature: bytes.subarray(KEY_ID_BYTES) }
}

/** Strict, for the text may come from anywhere. Throws Failure 'checkpoint-invalid'. Verifies no signature. */
export const parseCheckpoint = (note: string): ParsedCheckpoint => {
  if (note.length > MOST_CHARACTERS) throw invalid('it is far too long')
  if (CONTROL_CHARACTER.test(note)) throw invalid('it holds control characters')
  const end = note.lastIndexOf('\n\n')
  if (end === -1 || !note.endsWith('\n')) throw invalid('it is incomplete')
  const signedText = note.slice(0, end + 1)
  const [origin, size, root, ...extensions] = signedText.slice(0, -1).split('\n')
  if (!origin || root === undefined || extensions.includes('')) throw invalid('lines are missing')
  if (!/^(0|[1-9][0-9]{0,14})$/.test(size)) throw invalid('its size is not a number')
  const rootBytes = decodeBase64(root)
  if (rootBytes.length !== HASH_BYTES) throw invalid('its root is not a SHA-256')
  const signatures = note
    .slice(end + 2, -1)
    .split('\n')
    .map(parseSignature)
  return { origin, size: Number(size), root: rootBytes, signatures, signedText }
}

export const tryParseCheckpoint = (note: string): ParsedCheckpoint | null => {
  try {
    return parseCheckpoint(note)
  } catch {
    return null
  }
}

/**
 * `unknown-key` when it bears no signature by this key at all: somebody else's checkpoint. Other signatures, of
 * witnesses for example, are passed over, as signed-note asks.
 */
export const judgeSignature = (
  checkpoint: ParsedCheckpoint,
  publicKey: Uint8Array,
): 'valid' | 'invalid' | 'unknown-key' => {
  const keyId = keyIdOf(checkpoint.origin, 'ed25519', publicKey)
  const ours = checkpoint.signatures.filter(
    (line) => line.name === checkpoint.origin && line.keyId.equals(keyId),
  )
  if (ours.length === 0) return 'unknown-key'
  const message = Buffer.from(checkpoint.signedText)
  const valid = ours.every(({ signature }) => {
    return signature.length === SIGNATURE_BYTES && verifySignature(publicKey, message, signature)
  })
  return valid ? 'valid' : 'invalid'
}
