import { z } from 'zod'
import { call, fileIdSchema, nothing } from './call.ts'

/**
 * What only a desktop shell can do: the Electron shell answers these, and the loopback host has none of them. The renderer
 * asks which there are and offers the rest of its screens either way.
 */
export const HOST_CALLS = {
  /** Null when the person thought better of it. */
  'host.pick-folder': call(
    z.strictObject({ title: z.string(), start: z.string().optional() }),
    z.strictObject({ folder: z.string().nullable() }),
  ),
  'host.reveal': call(z.strictObject({ path: z.string() }), nothing),
  /** Through the system's dialog; a PDF of this session. */
  'host.print': call(z.strictObject({ file: fileIdSchema }), z.strictObject({ printed: z.boolean() })),
  /** Called as a drag begins: the files are dragged out of the window by the system. */
  'host.drag': call(
    z.strictObject({
      files: z
        .array(z.strictObject({ file: fileIdSchema, name: z.string().min(1).max(200) }))
        .min(1)
        .max(200),
    }),
    nothing,
  ),
  'host.notify': call(z.strictObject({ title: z.string(), body: z.string() }), nothing),
  /** Closing asks while this is more than nothing. */
  'host.busy': call(z.strictObject({ tasks: z.int().nonnegative() }), nothing),
  'host.protect': call(z.strictObject({ hidden: z.boolean() }), nothing),
}

export type HostMethod = keyof typeof HOST_CALLS
export type HostParams<M extends HostMethod> = z.input<(typeof HOST_CALLS)[M]['params']>
export type HostResult<M extends HostMethod> = z.output<(typeof HOST_CALLS)[M]['result']>
