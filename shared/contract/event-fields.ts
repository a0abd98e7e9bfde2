import { z } from 'zod'
import { parseCode } from './copy-code.ts'

/** What bodies of events are made of. */

/** Text that has exactly one UTF-8 form (no lone surrogates) and a sane length. */
export const text = z
  .string()
  .max(4000)
  .refine((value) => value.isWellFormed(), 'contains a broken character')
export const filled = text.min(1)
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'is not a SHA-256 in lower-case hexadecimal')
export const blobId = z.string().regex(/^[0-9a-f]{64}$/, 'is not a blob id')
export const idWithPrefix = (prefix: string) =>
  z.string().regex(new RegExp(`^${prefix}-[a-z2-7]{26}$`), `is not an id of the form ${prefix}-...`)
export const count = z.int().nonnegative()
export const ordinal = z.int().positive()
/** A day of the office's own calendar. */
export const day = z.iso.date()

export const documentIdSchema = idWithPrefix('d')
export const issuanceIdSchema = idWithPrefix('i')
export const copyIdSchema = idWithPrefix('c')
export const traceIdSchema = idWithPrefix('t')
export const searchIdSchema = idWithPrefix('x')

export const codeSchema = z.string().refine((code) => parseCode(code) === code, 'is not a copy code')

export const recipientSchema = z.strictObject({ name: filled, unit: text, id: text, email: text })
export type Recipient = z.infer<typeof recipientSchema>
