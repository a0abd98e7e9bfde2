import { Option } from 'commander'
import type { Command } from 'commander'
import { z } from 'zod'
import { initResultSchema } from '../../shared/contract/results.ts'
import { initVault } from '../engine.ts'
import { newPassphrase } from './passphrase.ts'
import { runCommand } from './run-command.ts'

const optionsSchema = z.object({
  vault: z.string(),
  by: z.string().optional(),
  scryptLogN: z.coerce.number().int().optional(),
  json: z.boolean().default(false),
})

export const addInit = (program: Command): void => {
  program
    .command('init')
    .description('create a vault: keys, register and the stored originals, in one folder')
    .requiredOption('--vault <dir>', 'a new or empty folder')
    .option('--by <name>', 'who creates it (default: the system user)')
    .addOption(
      new Option('--scrypt-log-n <n>', 'cost of the passphrase, log2; low ones are for tests').hideHelp(),
    )
    .option('--json', 'print one JSON object')
    .action((given: unknown) => {
      const { vault, by, scryptLogN, json } = optionsSchema.parse(given)
      return runCommand({
        json,
        schema: initResultSchema,
        work: async () =>
          initVault({
            dir: vault,
            passphrase: await newPassphrase(),
            ...(by ? { by } : {}),
            ...(scryptLogN === undefined ? {} : { scryptLogN }),
          }),
        print: ({ vault: { id, path } }) =>
          process.stdout.write(
            `Vault ${id} is in ${path}.\n\n` +
              `Back up that whole folder after every issue, and keep the passphrase apart from it:\n` +
              `without both of them no leak can be traced, and neither can be made again.\n`,
          ),
      })
    })
}
