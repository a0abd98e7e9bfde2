import { Option } from 'commander'
import type { Command } from 'commander'
import { z } from 'zod'
import { initResultSchema } from '../../shared/contract/results.ts'
import { initVault } from '../engine.ts'
import { firstPassphrase } from './passphrase.ts'
import { runCommand } from './run-command.ts'
import { sayWarning } from './say-warning.ts'

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
            passphrase: await firstPassphrase(),
            ...(by ? { by } : {}),
            ...(scryptLogN === undefined ? {} : { scryptLogN }),
          }),
        print: ({ vault: { id, path }, recoveryKey, warnings }) =>
          process.stdout.write(
            `Vault ${id} is in ${path}.\n\n` +
              `Recovery key, shown this once. Print it and lock it away; it opens the vault without the passphrase:\n\n` +
              `  ${recoveryKey}\n\n` +
              `Make backups (siglum backup) after every issue, and keep passphrase and recovery key apart from them:\n` +
              `without the vault and one of the two no leak can be traced, and none of them can be made again.\n\n` +
              warnings.map((warning) => `${sayWarning(warning)}\n`).join(''),
          ),
      })
    })
}
