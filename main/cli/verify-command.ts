import type { Command } from 'commander'
import { z } from 'zod'
import { Failure } from '../../shared/contract/failure.ts'
import { verifyResultSchema } from '../../shared/contract/results.ts'
import type { VerifyResult } from '../../shared/contract/results.ts'
import { runBundleCheck } from './custody/bundle-command.ts'
import { collect, given } from './options.ts'
import { EXIT, runCommand, withReadingEngine } from './run-command.ts'
import { plain } from './table.ts'

const optionsSchema = z.object({
  vault: z.string().optional(),
  registerKey: z.string().optional(),
  checkpoint: z.array(z.string()).default([]),
  witnessKey: z.array(z.string()).default([]),
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

const print = ({
  verdict,
  size,
  checkpoints,
  redacted,
  witnesses,
  cosigned,
  findings,
  checkpoint,
}: VerifyResult): void => {
  process.stdout.write(`${SENTENCES[verdict]}\n${size} records, ${checkpoints} signed heads checked.\n`)
  if (redacted > 0) process.stdout.write(`${redacted} personal values were erased, each on record.\n`)
  for (const { name, at, size: seen } of witnesses)
    process.stdout.write(`Witness ${plain(name)} signed the head at ${seen} records, ${at}.\n`)
  const last = cosigned.at(-1)
  if (last !== undefined && verdict === 'intact')
    process.stdout.write(
      `The register still holds against ${cosigned.length} cosigned checkpoint(s), the last of ${last.at} by ${plain(last.name)}, at ${last.size} records.\n`,
    )
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
    .description(
      'check the whole register, and against a checkpoint that was kept elsewhere; or an evidence bundle',
    )
    .argument('[bundle]', 'a ZIP made by bundle, checked without any vault')
    .option('--vault <dir>', 'the vault whose register is checked')
    .option('--register-key <key>', 'for a bundle: the key of the register, as it is known from elsewhere')
    .option(
      '--checkpoint <file>',
      'a signed head that was kept outside this machine, or a picture or PDF with its QR code, for a bundle also a consistency proof; may be repeated',
      collect,
    )
    .option('--witness-key <key>', 'a witness who must have signed one of them; may be repeated', collect)
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      '\nExit code 3 when a bundle holds but a checkpoint given is of another size and nothing proves that they are of one history.',
    )
    .action((bundle: string | undefined, options: unknown) => {
      const { vault, checkpoint, witnessKey, registerKey, json } = optionsSchema.parse(options)
      if (bundle !== undefined)
        return runBundleCheck({ file: bundle, checkpoints: checkpoint, ...given({ registerKey }) }, json)
      if (vault === undefined) throw new Failure('usage', 'Say what to verify: --vault, or a bundle.')
      return runCommand({
        json,
        schema: verifyResultSchema,
        work: () =>
          withReadingEngine(vault, (engine) =>
            engine.verify({ checkpoints: checkpoint, witnessKeys: witnessKey }),
          ),
        print,
        exitCode: ({ verdict }) => (verdict === 'intact' ? EXIT.done : EXIT.failed),
      })
    })
}
