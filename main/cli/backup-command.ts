import type { Command } from 'commander'
import { InvalidArgumentError } from 'commander'
import { z } from 'zod'
import { Failure } from '../../shared/contract/failure.ts'
import {
  backupResultSchema,
  restoreResultSchema,
  scheduleResultSchema,
} from '../../shared/contract/keeping-results.ts'
import type { BackupResult, RestoreResult, ScheduleResult } from '../../shared/contract/keeping-results.ts'
import { restoreVault } from '../engine.ts'
import { deskUser, passphraseOfVault, recoveryKey } from './passphrase.ts'
import { EXIT, runCommand, withEngine, withReadingEngine } from './run-command.ts'

const backupSchema = z.object({
  vault: z.string(),
  out: z.string().optional(),
  ladder: z.string().optional(),
  schedule: z.union([z.string(), z.boolean()]).optional(),
  every: z.number(),
  daily: z.number(),
  weekly: z.number(),
  monthly: z.number(),
  json: z.boolean().default(false),
})

const parseCount = (text: string): number => {
  if (/^\d{1,4}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It is a whole number.')
}

type BackupOptions = z.infer<typeof backupSchema>

const requestOf = ({ out, ladder, daily, weekly, monthly }: BackupOptions) => {
  if ((out === undefined) === (ladder === undefined))
    throw new Failure('usage', 'Give either --out with a file or --ladder with a folder.')
  return out === undefined ? { ladderDir: ladder ?? '', ladder: { daily, weekly, monthly } } : { out }
}

const printBackup = ({ file, bytes, size, blobs, damaged, removed }: BackupResult): void => {
  const kilobytes = Math.ceil(bytes / 1024)
  process.stdout.write(
    `${size} records and ${blobs} stored files are in ${file} (${kilobytes} KB), opened again and verified.\n`,
  )
  if (removed.length > 0) process.stdout.write(`${removed.length} older backup(s) were let go.\n`)
  if (damaged.length > 0)
    process.stderr.write(
      `${damaged.length} stored file(s) are missing from the vault or damaged; no older backup was let go. ` +
        'Restore them from an older one.\n',
    )
}

const HOURS_A_DAY = 24

const printSchedule = ({ folder, everyHours, newest }: ScheduleResult): void => {
  if (folder === null) process.stdout.write('No backups are scheduled.\n')
  else
    process.stdout.write(
      `Every ${everyHours} hours in ${folder}, when the vault is used. The newest there: ${newest ?? 'none yet'}.\n`,
    )
}

/** A folder to begin or change, false to end, true to show. */
const runSchedule = (schedule: string | boolean, { vault, every, json }: BackupOptions): Promise<void> =>
  runCommand({
    json,
    schema: scheduleResultSchema,
    work: () => {
      if (schedule === true) return withReadingEngine(vault, (engine) => engine.backupSchedule())
      const request = schedule === false ? null : { folder: schedule, everyHours: every }
      return withEngine(vault, (engine) => engine.scheduleBackups(request))
    },
    print: printSchedule,
  })

export const addBackup = (program: Command): void => {
  program
    .command('backup')
    .description('write the whole vault into one encrypted file, while it is in use, and check it')
    .requiredOption('--vault <dir>', 'the vault')
    .option('--out <file>', 'the file')
    .option('--ladder <dir>', 'a folder: keeps one backup of each of the last days, weeks and months')
    .option(
      '--schedule [dir]',
      'from now on make one there, in such a ladder, whenever the vault is used and one is due; without a folder: show',
    )
    .option('--every <hours>', 'with --schedule: how often', parseCount, HOURS_A_DAY)
    .option('--no-schedule', 'no longer make any by itself')
    .option('--daily <n>', 'days that keep one', parseCount, 7)
    .option('--weekly <n>', 'weeks that keep one', parseCount, 5)
    .option('--monthly <n>', 'months that keep one', parseCount, 12)
    .option('--json', 'print one JSON object')
    .action((given: unknown) => {
      const options = backupSchema.parse(given)
      if (options.schedule !== undefined) return runSchedule(options.schedule, options)
      return runCommand({
        json: options.json,
        schema: backupResultSchema,
        work: async ({ onProgress, signal }) => {
          const request = requestOf(options)
          return withReadingEngine(options.vault, (engine) => engine.backup(request, { onProgress, signal }))
        },
        stopsInOrder: true,
        print: printBackup,
        exitCode: ({ damaged }) => (damaged.length === 0 ? EXIT.done : EXIT.failed),
      })
    })
}

const restoreSchema = z.object({
  backup: z.string(),
  vault: z.string(),
  recoveryKey: z.boolean().default(false),
  json: z.boolean().default(false),
})

const printRestore = ({ vault, made, size, blobs, verdict }: RestoreResult): void => {
  process.stdout.write(
    `Vault ${vault.id} is in ${vault.path} as it was at ${made}: ${size} records, ${blobs} stored files, ${verdict}.\n` +
      'Verify it against the newest checkpoint that was kept elsewhere (verify --checkpoint): records made after\n' +
      'the backup are not in it, and the vault that it was made of must not be used beside it.\n',
  )
}

export const addRestore = (program: Command): void => {
  program
    .command('restore')
    .description('make a vault of a backup, in a new folder, and verify it')
    .requiredOption('--backup <file>', 'the backup')
    .requiredOption('--vault <dir>', 'a new or empty folder')
    .option('--recovery-key', 'open it with the recovery key instead of a passphrase')
    .option('--json', 'print one JSON object')
    .action((given: unknown) => {
      const { backup, vault, recoveryKey: byKey, json } = restoreSchema.parse(given)
      return runCommand({
        json,
        schema: restoreResultSchema,
        work: async () => {
          const opener = byKey
            ? { recoveryKey: await recoveryKey() }
            : { passphrase: await passphraseOfVault(), ...deskUser() }
          return restoreVault({ backup, dir: vault, opener })
        },
        print: printRestore,
        exitCode: ({ verdict }) => (verdict === 'intact' ? EXIT.done : EXIT.failed),
      })
    })
}
