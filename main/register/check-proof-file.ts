import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Failure } from '../../shared/contract/failure.ts'
import { isCanonical, isJsonObject } from './canonical-json.ts'
import type { JsonValue } from './canonical-json.ts'
import { judgeSignature, parseCheckpoint } from './checkpoint.ts'
import type { ParsedCheckpoint } from './checkpoint.ts'
import { hashBytes, textLeafHash } from './merkle-tree.ts'
import { parseVerifierKey } from './note-key.ts'
import type { NoteKey } from './note-key.ts'
import { isCommitted } from './personal-fields.ts'
import { PROOF_FORMAT } from './prove-rows.ts'
import { verifyInclusion } from './verify-proof.ts'

/** A row of an exported proof that has been found true. */
export interface CheckedRow {
  readonly index: number
  /** At, body, by and type, personal values as commitments. */
  readonly event: JsonValue
  readonly disclosed: readonly { readonly path: string; readonly value: JsonValue }[]
}

export interface CheckedProof {
  readonly head: ParsedCheckpoint
  readonly rows: readonly CheckedRow[]
}

const headerSchema = z.strictObject({
  format: z.literal(PROOF_FORMAT),
  key: z.string(),
  checkpoint: z.string(),
  rows: z.int().nonnegative(),
})
const hashSchema = z.base64().length(44)
const rowSchema = z.strictObject({
  index: z.int().nonnegative(),
  leaf: z.string(),
  proof: z.array(hashSchema).max(64),
  disclosed: z.array(z.strictObject({ path: z.string(), salt: z.base64().length(24), value: z.string() })),
})
const trailerSchema = z.strictObject({ sha256: z.string() })

const invalid = (why: string): Failure =>
  new Failure('proof-invalid', `This proof does not hold: ${why}. It was changed, or made wrongly.`)

/** One line in the one form that `JSON.stringify` gives, so that no two texts say the same. */
const readLine = <S extends z.ZodType>(schema: S, line: string | undefined, what: string): z.output<S> => {
  try {
    const value: unknown = JSON.parse(line ?? '')
    const parsed = schema.parse(value)
    if (JSON.stringify(value) === line) return parsed
  } catch {
    // told below
  }
  throw invalid(`its ${what} is damaged`)
}

const unbase64 = (text: string): Buffer => {
  const bytes = Buffer.from(text, 'base64')
  if (bytes.toString('base64') === text) return bytes
  throw invalid('its base64 is damaged')
}

/**
 * A file of `proveRows`. `keyText` is the register's key as it is known from elsewhere: the one in the file proves
 * nothing by itself. Throws Failure 'proof-invalid' or 'checkpoint-invalid'.
 */
export const checkProofFile = (text: string, keyText: string): CheckedProof => {
  const key = parseVerifierKey(keyText, 'ed25519')
  const lines = text.split('\n')
  if (lines.pop() !== '' || lines.length < 2) throw invalid('lines are missing')
  const last = lines.pop() ?? ''
  const sha256 = createHash('sha256')
    .update(text.slice(0, text.length - last.length - 1))
    .digest('hex')
  if (readLine(trailerSchema, last, 'last line').sha256 !== sha256) throw invalid('its SHA-256 differs')
  const header = readLine(headerSchema, lines.shift(), 'first line')
  const head = headOf(header.checkpoint, header.key, key)
  if (header.rows !== lines.length) throw invalid('rows are missing or were added')
  const rows = lines.map((line) => checkRow(line, head))
  if (rows.some(({ index }, i) => i > 0 && index <= rows[i - 1].index))
    throw invalid('its rows are out of order')
  return { head, rows }
}

const headOf = (note: string, named: string, key: NoteKey): ParsedCheckpoint => {
  const { name, publicKey } = key
  if (Buffer.compare(parseVerifierKey(named, 'ed25519').publicKey, publicKey) !== 0)
    throw invalid('it is of another register')
  const head = parseCheckpoint(note)
  if (head.origin !== name || judgeSignature(head, publicKey) !== 'valid')
    throw invalid("its checkpoint is not signed by the register's key")
  return head
}

const checkRow = (line: string, { size, root }: ParsedCheckpoint): CheckedRow => {
  const { index, leaf, proof, disclosed } = readLine(rowSchema, line, 'row')
  const claim = { leaf: hashBytes(textLeafHash(leaf)), index, size, root, proof: proof.map(unbase64) }
  if (!verifyInclusion(claim)) throw invalid(`event ${index} is not in the register`)
  const event = JSON.parse(leaf) as JsonValue
  if (!isJsonObject(event) || !isCanonical(event, leaf)) throw invalid(`event ${index} is not in form`)
  const values = disclosed.map(({ path, salt, value }) => {
    if (!isCommitted(event.body ?? null, path, Buffer.from(salt, 'base64').toString('hex'), value))
      throw invalid(`a value of event ${index} is not the one recorded`)
    return { path, value: JSON.parse(value) as JsonValue }
  })
  if (new Set(values.map(({ path }) => path)).size !== values.length) throw invalid('a value is there twice')
  return { index, event, disclosed: values }
}
