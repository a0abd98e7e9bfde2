import { z } from 'zod'
import type { HostMethod } from './host-calls.ts'
import { appErrorSchema } from './messages.ts'

/** A port as the preload hands it over: functions only, since no object of the browser's may cross into the page's world. */
export interface PreloadPort {
  readonly post: (message: unknown) => void
  /** One listener; messages that came before it are handed to it in order. */
  readonly onMessage: (listener: (message: unknown) => void) => void
  /** The engine's process ended. It is started again by itself: connect anew, and sign in anew. */
  readonly onClose: (listener: () => void) => void
}

/** `window.siglum`, in the Electron app alone. */
export interface PreloadApi {
  readonly connect: () => PreloadPort
  /** Answers with a `HostAnswer` and never rejects: an error would lose its code on the way. */
  readonly host: (method: HostMethod, params: unknown) => Promise<unknown>
}

export const hostAnswerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('result'), value: z.unknown() }),
  z.strictObject({ kind: z.literal('failed'), error: appErrorSchema }),
])
export type HostAnswer = z.infer<typeof hostAnswerSchema>
