import { z } from 'zod'
import type { BlobStore } from '../register/blob-store.ts'
import type { DocumentRow } from '../register/rows.ts'

/** The original is kept as it came, so one that asks for a password keeps it beside itself, just as encrypted. */
const passwordSchema = z.strictObject({ kind: z.literal('original password'), password: z.string() })

export const encodePassword = (password: string): Uint8Array =>
  Buffer.from(JSON.stringify({ kind: 'original password', password }))

export const passwordOf = (blobs: BlobStore, { pagesBlobs }: DocumentRow): string | undefined => {
  for (const id of pagesBlobs) {
    const parsed = passwordSchema.safeParse(JSON.parse(Buffer.from(blobs.get(id)).toString('utf8')))
    if (parsed.success) return parsed.data.password
  }
  return undefined
}
