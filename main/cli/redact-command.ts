import type { Command } from 'commander'
import { z } from 'zod'
import { redactResultSchema } from '../../shared/contract/keeping-results.ts'
import type { RedactResult } from '../../shared/contract/keeping-results.ts'
import { given } from './options.ts'
import { runCommand, withEngine } from './run-command.ts'

const optionsSchema = z.object({
  vault: z.string(),
  copy: z.string().optional(),
  recipient: z.string().optional(),
  issuance: z.string().optional(),
  before: z.string().optional(),
  reason: z.string(),
  approver: z.string().optional(),
  dryRun: z.boolean().default(false),
  json: z.boolean().default(false),
})

const print = ({ values, events, checkpoint }: RedactResult): void => {
  const what = `${values} personal value(s) in ${events} record(s)`
  if (checkpoint === null) return void process.stdout.write(`${what} would be erased; nothing was.\n`)
  process.stdout.write(
    `${what} were erased for good; every record still verifies.\n` +
      'Backups from before still hold them until the ladder lets those go.\n',
  )
}

export const addRedact = (program: Command): void => {
  program
    .command('redact')
    .description('erase personal data at the end of its retention; the record still verifies')
    .requiredOption('--vault <dir>', 'the vault')
    .option('--copy <code>', 'of one copy: its code, or its id')
    .option('--recipient <name>', 'of one recipient: the whole name, or their id')
    .option('--issuance <id>', 'of one issuance')
    .option('--before <day>', 'only what was recorded before this day, e.g. 2026-12-31')
    .requiredOption('--reason <text>', 'on record, in the clear')
    .option('--approver <name>', 'who allowed it; on record, in the clear')
    .option('--dry-run', 'only say how much it would be')
    .option('--json', 'print one JSON object')
    .action((options: unknown) => {
      const { vault, json, reason, dryRun, ...rest } = optionsSchema.parse(options)
      return runCommand({
        json,
        schema: redactResultSchema,
        work: () => withEngine(vault, (engine) => engine.redact({ reason, dryRun, ...given(rest) })),
        print,
      })
    })
}
