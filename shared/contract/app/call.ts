import { z } from 'zod'

/** One thing that the desktop app may ask of the engine's process: what goes in, what comes back. */
export interface Call {
  readonly params: z.ZodType
  readonly result: z.ZodType
}

export const call = <P extends z.ZodType, R extends z.ZodType>(params: P, result: R) => ({ params, result })

export const nothing = z.strictObject({})
export const bytes = z.instanceof(Uint8Array)

/** A file that was handed over, or made, in this session: kept in the host's private folder until it locks or closes. */
export const fileIdSchema = z.string().regex(/^f-[a-z0-9]{8,40}$/)
export type FileId = z.infer<typeof fileIdSchema>

/** A file to be saved by whoever asked: its bytes are read with `file.read`. */
export const fileOutSchema = z.strictObject({
  file: fileIdSchema,
  /** As it should be called. */
  name: z.string(),
  bytes: z.int().nonnegative(),
})
export type FileOut = z.infer<typeof fileOutSchema>

/** A picture for the screen. */
export const pictureSchema = z.strictObject({
  /** PNG or JPEG, by `type`. */
  bytes,
  type: z.enum(['image/png', 'image/jpeg']),
  widthPx: z.int().positive(),
  heightPx: z.int().positive(),
})
export type ScreenPicture = z.infer<typeof pictureSchema>
