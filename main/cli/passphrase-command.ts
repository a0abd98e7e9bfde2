import type { Command } from 'commander'
import { z } from 'zod'
import { passphraseResultSchema } from '../../shared/contract/keeping-results.ts'
import type { PassphraseResult } from '../../shared/contract/keeping-results.ts'
import { recoverVault } from '../engine.ts'
import { newPassphrase, recoveryKey } from './passphrase.ts'
import { runCommand, withEngine } from './run-command.ts'
import { plain } from './table.ts'

const passphraseSchema = z.object({
  vault: z.string(),
  keep: z.boolean().default(false),
  newRecoveryKey: z.boolean().default(false),
  json: z.boolean().default(false),
})

const printNewKey = (key: string | null): void => {
  if (key === null) return
  process.stdout.write(
    `\nNew recovery key, shown this once; the old one opens nothing any more. Print it and lock it away:\n\n  ${key}\n`,
  )
}

const print = (keep: boolean, { name, recoveryKey: key }: PassphraseResult): void => {
  if (!keep)
    process.stdout.write(
      `${plain(name)} has a new passphrase. Backups from before still open with the old one.\n`,
    )
  printNewKey(key)
}

export const addPassphrase = (program: Command): void => {
  program
    .command('passphrase')
    .description('change your own passphrase, or make a new recovery key')
    .requiredOption('--vault <dir>', 'the vault')
    .option('--new-recovery-key', 'also make a new recovery key in place of the old one')
    .option('--keep', 'leave the passphrase as it is: only a new recovery key')
    .option('--json', 'print one JSON object')
    .action((given: unknown) => {
      const { vault, keep, newRecoveryKey, json } = passphraseSchema.parse(given)
      return runCommand({
        json,
        schema: passphraseResultSchema,
        work: () =>
          withEngine(vault, async (engine, passphrase) =>
            engine.changePassphrase({
              passphrase,
              renewRecoveryKey: newRecoveryKey || keep,
              ...(keep ? {} : { newPassphrase: await newPassphrase(engine.user.name) }),
            }),
          ),
        print: (result) => print(keep, result),
      })
    })
}

const recoverSchema = z.object({
  vault: z.string(),
  name: z.string().optional(),
  json: z.boolean().default(false),
})

export const addRecover = (program: Command): void => {
  program
    .command('recover')
    .description('set a new passphrase with the recovery key that was printed')
    .requiredOption('--vault <dir>', 'the vault')
    .option('--name <name>', 'whose passphrase was forgotten (default: who created the vault)')
    .option('--json', 'print one JSON object')
    .action((given: unknown) => {
      const { vault, name, json } = recoverSchema.parse(given)
      return runCommand({
        json,
        schema: passphraseResultSchema,
        work: async () =>
          recoverVault({
            dir: vault,
            recoveryKey: await recoveryKey(),
            newPassphrase: await newPassphrase(name ?? 'whoever created it'),
            ...(name === undefined ? {} : { name }),
          }),
        print: (result) => print(false, result),
      })
    })
}
