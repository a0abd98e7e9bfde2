import { z } from 'zod'
import { languageSchema } from './desk-calls.ts'

/**
 * What the desktop shell and the engine's process say to each other beside the ports: process.parentPort there,
 * UtilityProcess.postMessage here. Neither carries a vault's contents; those go over the ports alone.
 */

const absolute = z.string().min(1)

/** From the shell. `connect` brings one port with it, over which `Ask` and `Answer` go, as from any other renderer. */
export const shellMessageSchema = z.discriminatedUnion('kind', [
  /** The first: where things lie on this computer. */
  z.strictObject({
    kind: z.literal('start'),
    version: z.string(),
    /** Settings of the app; made if it is not there. */
    settingsFolder: absolute,
    /** Where vaults and copies are proposed. */
    documentsFolder: absolute,
    /** The system's language, until a person has chosen one. */
    language: languageSchema,
  }),
  z.strictObject({ kind: z.literal('connect') }),
  /** The screen was locked, or the computer goes to sleep. */
  z.strictObject({ kind: z.literal('lock') }),
  /** The app quits: close the vault, drop this session's files, end with code 0. */
  z.strictObject({ kind: z.literal('close') }),
])
export type ShellMessage = z.infer<typeof shellMessageSchema>

/** From the engine's process. */
export const engineMessageSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready') }),
  /** Files and folders that a call of this session wrote or listed: the shell may show them in the file manager. */
  z.strictObject({ kind: z.literal('made'), paths: z.array(absolute) }),
  /** The vault was locked, by whatever: what was laid out for dragging is taken away. */
  z.strictObject({ kind: z.literal('locked') }),
  /** Kept for the menus. */
  z.strictObject({ kind: z.literal('language'), language: languageSchema }),
])
export type EngineMessage = z.infer<typeof engineMessageSchema>
