import { z } from 'zod'
import { initResultSchema } from '../results.ts'
import { passphraseResultSchema } from '../keeping-results.ts'
import { deskNameSchema, roleSchema } from '../roles.ts'
import { bytes, call, fileIdSchema, fileOutSchema, nothing } from './call.ts'

/** The app, its vaults, and files going in and out. */

export const languageSchema = z.enum(['en', 'zh'])

/** What this computer remembers; nothing of any vault's contents. */
export const appSettingsSchema = z.strictObject({
  language: languageSchema,
  theme: z.enum(['system', 'light', 'dark']),
  /** Where folders for copies are proposed. */
  copiesFolder: z.string(),
  idleMinutes: z.int().min(1).max(480),
  /** Newest first. */
  recentVaults: z.array(z.strictObject({ path: z.string(), opened: z.string() })),
})
export type AppSettings = z.infer<typeof appSettingsSchema>

/** What a vault's custodians have decided; kept, encrypted, in the vault. */
export const vaultSettingsSchema = z.strictObject({
  /** Ask the system not to let screens that show a document be captured. */
  hideFromCapture: z.boolean(),
  /** Largest acceptable chance of naming an innocent copy. */
  limit: z.number().positive().max(0.01),
  classifications: z.array(z.string().min(1)),
  /** Whether copies open with a notice that automated systems must not process them, unless an issuance says otherwise. */
  notice: z.boolean(),
})
export type VaultSettings = z.infer<typeof vaultSettingsSchema>

const openVaultSchema = z.strictObject({
  id: z.string(),
  path: z.string(),
  user: z.strictObject({ name: z.string(), role: roleSchema }),
  /** Copies of a run that had died, found unsealed and abandoned when the vault was opened. */
  recovered: z.int().nonnegative(),
  settings: vaultSettingsSchema,
})
export type OpenVault = z.infer<typeof openVaultSchema>

export const appStateSchema = z.strictObject({
  version: z.string(),
  vault: openVaultSchema.nullable(),
  settings: appSettingsSchema,
  /** Where a new vault is proposed. */
  proposedVault: z.string(),
})
export type AppState = z.infer<typeof appStateSchema>

export const deskCalls = {
  'app.state': call(nothing, appStateSchema),
  'app.settings': call(appSettingsSchema.omit({ recentVaults: true }).partial(), appSettingsSchema),
  'app.forget-vault': call(z.strictObject({ path: z.string() }), appSettingsSchema),
  'vault.create': call(
    z.strictObject({ path: z.string().min(1), passphrase: z.string(), by: deskNameSchema }),
    initResultSchema.extend({ state: appStateSchema }),
  ),
  'vault.open': call(
    z.strictObject({
      path: z.string().min(1),
      passphrase: z.string(),
      /** Whose passphrase; asked for only where several have one. */
      name: deskNameSchema.optional(),
    }),
    appStateSchema,
  ),
  'vault.recover': call(
    z.strictObject({
      path: z.string().min(1),
      recoveryKey: z.string(),
      newPassphrase: z.string(),
      name: deskNameSchema.optional(),
    }),
    passphraseResultSchema,
  ),
  'vault.lock': call(nothing, appStateSchema),
  'vault.settings': call(vaultSettingsSchema.partial(), vaultSettingsSchema),
  /** Kept open while somebody types or moves the mouse. */
  'vault.touch': call(nothing, nothing),
  /** A paper and a list to try the whole journey with. */
  'sample.make': call(
    z.strictObject({ language: languageSchema }),
    z.strictObject({
      document: fileOutSchema,
      recipients: z.string(),
      title: z.string(),
      occasion: z.string(),
      number: z.string(),
      classification: z.string(),
    }),
  ),
  /** The recovery key on a sheet of paper, as PDF. */
  'vault.recovery-sheet': call(
    z.strictObject({ recoveryKey: z.string(), language: languageSchema }),
    fileOutSchema,
  ),
  'file.begin': call(
    z.strictObject({ name: z.string().min(1).max(300), bytes: z.int().nonnegative() }),
    z.strictObject({ file: fileIdSchema }),
  ),
  /** In order, in pieces of at most 1 MiB. */
  'file.write': call(
    z.strictObject({ file: fileIdSchema, bytes }),
    z.strictObject({ received: z.int().nonnegative() }),
  ),
  'file.read': call(
    z.strictObject({
      file: fileIdSchema,
      offset: z.int().nonnegative(),
      length: z
        .int()
        .positive()
        .max(4 * 1024 * 1024),
    }),
    z.strictObject({ bytes, end: z.boolean() }),
  ),
  'file.drop': call(z.strictObject({ file: fileIdSchema }), nothing),
}
