import type { Command } from 'commander'
import { z } from 'zod'
import { verifyResultSchema } from '../../shared/contract/results.ts'
import type { VerifyResult } from '../../shared/contract/results.ts'
import { EXIT, runCommand, withReadingEngine } from './run-command.ts'
import { plain } from './table.ts'

const optionsSchema = z.object({
  vault: z.string(),
  checkpoint: z.string().optional(),
  json: z.boolean().default(false),
})

const SENTENCES: Readonly<Record<VerifyResult['verdict'], string>> = {
  intact: 'Intact: every record is as it was signed.',
  altered:
    'ALTERED: something recorded was changed or removed. Do not use this register; restore a backup and compare.',
  'tail-missing': 'TAIL MISSING: the newest records are gone. Restore the latest backup.',
  replaced: "REPLACED: the register file is another vault's, put in the place of this one. Restore a backup.",
  forked: 'FORKED: this is not the register that the checkpoint was taken from; its history was rewritten.',
  'other-register': 'OTHER REGISTER: the checkpoint belongs to another vault.',
}

/** One change behind the register's back makes many findings. */
const MOST_SHOWN = 12

const print = ({ verdict, size, checkpoints, findings, checkpoint }: VerifyResult): void => {
  process.stdout.write(`${SENTENCES[verdict]}\n${size} records, ${checkpoints} signed heads checked.\n`)
  for (const { kind, message } of findings.slice(0, MOST_SHOWN))
    process.stdout.write(`  ${kind}: ${plain(message)}\n`)
  const more = findings.length - MOST_SHOWN
  if (more > 0) process.stdout.write(`  and ${more} more; --json lists them all\n`)
  if (verdict === 'intact')
    process.stdout.write(`\nKeep this elsewhere and verify against it later:\n\n${checkpoint}`)
}

export const addVerify = (program: Command): void => {
  program
    .command('verify')
    .description('check the whole register, and against a checkpoint that was kept elsewhere')
    .requiredOption('--vault <dir>', 'the vault')
    .option('--checkpoint <file>', 'a signed head that was kept outside this machine')
    .option('--json', 'print one JSON object')
    .action((options: unknown) => {
      const { vault, checkpoint, json } = optionsSchema.parse(options)
      return runCommand({
        json,
        schema: verifyResultSchema,
        work: () => withReadingEngine(vault, (engine) => engine.verify(checkpoint)),
        print,
        exitCode: ({ verdict }) => (verdict === 'intact' ? EXIT.done : EXIT.failed),
      })
    })
}
