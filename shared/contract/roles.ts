import { z } from 'zod'

/**
 * Who may do what at one desk. A custodian does everything; an investigator traces and reads; an auditor reads and
 * exports. Each has a passphrase of their own to the same vault key.
 */
export const roleSchema = z.enum(['custodian', 'investigator', 'auditor'])
export type Role = z.infer<typeof roleSchema>

/** A person's name at the desk: as it is typed, and as it stands in every record they make. */
export const deskNameSchema = z
  .string()
  .min(1)
  .max(100)
  .refine((name) => name.isWellFormed() && name.trim() === name && !/\p{Cc}/u.test(name), 'is not a name')
