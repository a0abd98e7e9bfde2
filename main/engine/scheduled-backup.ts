import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import { Failure } from '../../shared/contract/failure.ts'
import type { BackupResult, ScheduleResult } from '../../shared/contract/keeping-results.ts'
import type { Vault, VaultReader } from '../vault.ts'
import { backUp, backupsIn } from './back-up.ts'
import { ensureFolder } from './durable-file.ts'
import { fileFailure } from '../register/file-failure.ts'
import { readKept, writeKept } from './kept-json.ts'
import { requireRole } from './permissions.ts'

const NAME = 'backup schedule'
const HOUR_MS = 3_600_000

const scheduleSchema = z.strictObject({
  /** Absolute. */
  folder: z.string(),
  everyHours: z.int().positive(),
})
type Schedule = z.infer<typeof scheduleSchema>

const scheduleIn = (vault: Pick<VaultReader, 'named'>): Schedule | null =>
  readKept(vault, NAME, scheduleSchema.nullable(), null)

/** By the backups that lie in the folder, not by what we remember: one that somebody removed is made again. */
const newestIn = (vaultId: string, folder: string): Date | null => {
  if (!existsSync(folder)) return null
  try {
    return backupsIn(vaultId, folder).reduce(
      (newest: Date | null, { time }) => (newest === null || time > newest ? time : newest),
      null,
    )
  } catch (error) {
    throw fileFailure(error, folder)
  }
}

/** A newest one from the future tells nothing: the clock was wrong then, or is now. */
const isDue = (newest: Date | null, everyHours: number, now: Date): boolean =>
  newest === null || newest > now || now.getTime() - newest.getTime() >= everyHours * HOUR_MS

/** Where backups go and how often, and when the next is due; all null while none are scheduled. */
export const showSchedule = (vault: Pick<VaultReader, 'id' | 'named'>): ScheduleResult => {
  const schedule = scheduleIn(vault)
  if (schedule === null) return { folder: null, everyHours: null, newest: null }
  const newest = newestIn(vault.id, schedule.folder)
  return { ...schedule, newest: newest?.toISOString() ?? null }
}

export type ScheduleRequest = { readonly folder: string; readonly everyHours: number } | null

/** From now on a backup is made in that folder whenever the newest there is older than so many hours; null ends it. */
export const scheduleBackups = (vault: Vault, request: ScheduleRequest): ScheduleResult => {
  requireRole(vault, ['custodian'], 'schedule backups')
  if (request === null) {
    writeKept(vault, NAME, null)
    return showSchedule(vault)
  }
  const folder = resolve(request.folder)
  const schedule = scheduleSchema.safeParse({ folder, everyHours: request.everyHours })
  if (!schedule.success) throw new Failure('usage', 'Backups are made every so many whole hours, at least 1.')
  ensureFolder(folder)
  writeKept(vault, NAME, schedule.data)
  return showSchedule(vault)
}

/**
 * Makes the backup that is due, in the ladder of its folder; null when none is, or none are scheduled, or whoever is signed in may make
 * none. Throws as `backUp`: whoever asks says so and goes on.
 */
export const backupIfDue = async (vault: VaultReader, now = new Date()): Promise<BackupResult | null> => {
  const schedule = vault.user.role === 'custodian' ? scheduleIn(vault) : null
  if (schedule === null || !isDue(newestIn(vault.id, schedule.folder), schedule.everyHours, now)) return null
  return backUp(vault, { ladderDir: schedule.folder })
}
