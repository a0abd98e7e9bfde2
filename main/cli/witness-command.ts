import { Option } from 'commander'
import type { Command } from 'commander'
import { z } from 'zod'
import { witnessResultSchema } from '../../shared/contract/keeping-results.ts'
import { initWitness } from '../engine.ts'
import { newPassphraseOfWitness } from './passphrase.ts'
import { runCommand } from './run-command.ts'

const optionsSchema = z.object({
  witness: z.string(),
  name: z.string(),
  scryptLogN: z.coerce.number().int().optional(),
  json: z.boolean().default(false),
})

export const addWitness = (program: Command): void => {
  program
    .command('witness')
    .description('the key of a second person, who signs what they have seen of a register')
    .command('init')
    .description('make such a key in a folder of its own, kept apart from the vault')
    .requiredOption('--witness <dir>', 'the folder')
    .requiredOption('--name <name>', 'under which they sign, e.g. archive.lee')
    .addOption(
      new Option('--scrypt-log-n <n>', 'cost of the passphrase, log2; low ones are for tests').hideHelp(),
    )
    .option('--json', 'print one JSON object')
    .action((given: unknown) => {
      const { witness, name, scryptLogN, json } = optionsSchema.parse(given)
      return runCommand({
        json,
        schema: witnessResultSchema,
        work: async () =>
          initWitness({
            dir: witness,
            name,
            passphrase: await newPassphraseOfWitness(),
            ...(scryptLogN === undefined ? {} : { scryptLogN }),
          }),
        print: ({ key, path }) =>
          process.stdout.write(
            `The witness is in ${path}. Give this key to whoever will check its signatures:\n\n  ${key}\n`,
          ),
      })
    })
}
