import { z } from 'zod'

/**
 * How the renderer, where no desktop shell holds it, reaches its host on this computer: a WebSocket at `LOOPBACK_PATH` of the
 * page's own origin (frames by `wire.ts`), with two subprotocols, `LOOPBACK_PROTOCOL` and one that says who asks. The first time
 * that is `TOKEN_PREFIX` and the token out of the page's address (`#token=...`), which serves once. The host's first message is then
 * the secret of this session, to be kept for this window alone (sessionStorage) and given, after `SESSION_PREFIX`, when the
 * connection has to be made again, as after a reload. No cookie: cookies are shared with whatever else listens on 127.0.0.1.
 */
export const LOOPBACK_PATH = '/engine'
export const LOOPBACK_PROTOCOL = 'siglum.1'
export const TOKEN_PREFIX = 'token.'
export const SESSION_PREFIX = 'session.'
/** In the page's address, after the `#`, which browsers send to nobody. */
export const TOKEN_FIELD = 'token'

/** The first message of every connection, before any answer. */
export const greetingSchema = z.strictObject({ kind: z.literal('session'), secret: z.string().min(22) })
export type Greeting = z.infer<typeof greetingSchema>
