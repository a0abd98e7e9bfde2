import { z } from 'zod'

const pages = z.array(z.int().positive())

/**
 * What whoever works should know and what does not stop the work: a code and what belongs to it. Each way in has words of its own
 * for them (`main/cli/say-warning.ts`, `renderer/words`).
 */
export const warningSchema = z.discriminatedUnion('code', [
  /** The original asks for a password; its copies will not. */
  z.strictObject({ code: z.literal('was-encrypted') }),
  /** The original's digital signature will not validate on the copies. */
  z.strictObject({ code: z.literal('signature-broken') }),
  /** Other files are attached to the original: copies have them as they are, unmarked. */
  z.strictObject({ code: z.literal('carries-files') }),
  /** Some of the text cannot carry a mark, and stays as it is. */
  z.strictObject({ code: z.literal('text-unmovable') }),
  /** The PDF names fonts for its Chinese text and does not carry them: each reader's machine shows another face. */
  z.strictObject({ code: z.literal('fonts-missing'), fonts: z.array(z.string()) }),
  /** Pages of which a photo of a screen, or of a print through a messenger, may not trace. */
  z.strictObject({ code: z.literal('screen-weak'), pages }),
  z.strictObject({ code: z.literal('print-weak'), pages }),
  /** A paper's text could not be read, so a search for what was retold may not find it. */
  z.strictObject({ code: z.literal('text-unread') }),
  /** The register's file is not encrypted, so where the vault lies decides who can read it. */
  z.strictObject({ code: z.literal('register-readable') }),
])
export type Warning = z.infer<typeof warningSchema>
export type WarningCode = Warning['code']

export const WARNING_CODES: readonly WarningCode[] = warningSchema.options.map(
  ({ shape }) => shape.code.value,
)
