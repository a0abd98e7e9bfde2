import type { Command } from 'commander'
import { z } from 'zod'
import { Failure } from '../../shared/contract/failure.ts'
import {
  checkpointResultSchema,
  cosignedResultSchema,
  cosignResultSchema,
} from '../../shared/contract/keeping-results.ts'
import type { CheckpointResult, CosignedResult, CosignResult } from '../../shared/contract/keeping-results.ts'
import { cosignCheckpoint } from '../engine.ts'
import { passphraseOfWitness } from './passphrase.ts'
import { given } from './options.ts'
import { runCommand, withEngine, withReadingEngine } from './run-command.ts'
import { plain } from './table.ts'
import { writeOut } from './write-out.ts'

const optionsSchema = z.object({
  vault: z.string().optional(),
  out: z.string().optional(),
  since: z.string().optional(),
  cosign: z.string().optional(),
  add: z.string().optional(),
  witnessKey: z.string().optional(),
  list: z.boolean().default(false),
  witness: z.string().optional(),
  registerKey: z.string().optional(),
  json: z.boolean().default(false),
})
type Options = z.infer<typeof optionsSchema>

const required = (value: string | undefined, flag: string): string => {
  if (value !== undefined) return value
  throw new Failure('usage', `${flag} is needed here (siglum checkpoint --help shows how).`)
}

const show = (text: string, out: string | undefined, what: string): void => {
  process.stdout.write(out === undefined ? text : `${what} is in ${out}.\n`)
}

const make = ({ vault, since, out, json }: Options): Promise<void> =>
  runCommand({
    json,
    schema: checkpointResultSchema,
    work: async () => {
      const result = await withReadingEngine(required(vault, '--vault'), (engine) => engine.checkpoint(since))
      if (out !== undefined) writeOut(out, result.consistency ?? result.checkpoint)
      return result
    },
    print: ({ consistency, checkpoint, key }: CheckpointResult) => {
      show(consistency ?? checkpoint, out, consistency === null ? 'The checkpoint' : 'The consistency proof')
      // Beside the text itself, so that it can be piped into a file as it is.
      process.stderr.write(`Key of this register, for witnesses: ${key}\n`)
    },
  })

const cosign = (file: string, { witness, registerKey, out, json }: Options): Promise<void> =>
  runCommand({
    json,
    schema: cosignResultSchema,
    work: async () => {
      const dir = required(witness, '--witness')
      const passphrase = await passphraseOfWitness()
      const key = registerKey === undefined ? {} : { registerKey }
      const result = await cosignCheckpoint({ dir, passphrase, file, ...key })
      if (out !== undefined) writeOut(out, result.checkpoint)
      return result
    },
    print: ({ checkpoint, witnessKey }: CosignResult) => {
      show(checkpoint, out, 'The checkpoint, signed by this witness,')
      process.stderr.write(`Key of this witness, for verify --witness-key: ${witnessKey}\n`)
    },
  })

const printCosigned = ({ cosigned }: CosignedResult): void => {
  if (cosigned.length === 0) process.stdout.write('No witness has signed a checkpoint that is kept here.\n')
  for (const { size, witness, at } of cosigned)
    process.stdout.write(`${size} records, signed by ${plain(witness)}, ${at}\n`)
}

const keep = (file: string, { vault, witnessKey, json }: Options): Promise<void> =>
  runCommand({
    json,
    schema: cosignedResultSchema,
    work: () =>
      withEngine(required(vault, '--vault'), (engine) =>
        engine.addCosigned({ file, ...given({ witnessKey }) }),
      ),
    print: printCosigned,
  })

const list = ({ vault, json }: Options): Promise<void> =>
  runCommand({
    json,
    schema: cosignedResultSchema,
    work: () => withReadingEngine(required(vault, '--vault'), (engine) => engine.cosigned()),
    print: printCosigned,
  })

/** One thing at a time: whoever asks for two would be told of one. */
const act = (options: Options): Promise<void> => {
  const { cosign: toSign, add, list: isListing, since } = options
  if ([toSign, add, since].filter((one) => one !== undefined).length + (isListing ? 1 : 0) > 1)
    throw new Failure('usage', 'Give one of --since, --cosign, --add and --list.')
  if (toSign !== undefined) return cosign(toSign, options)
  if (add !== undefined) return keep(add, options)
  return isListing ? list(options) : make(options)
}

export const addCheckpoint = (program: Command): void => {
  program
    .command('checkpoint')
    .description('print the signed head of the register; prove that it grew; sign one as a witness')
    .option('--vault <dir>', 'the vault')
    .option('--since <file>', 'an older checkpoint: also proves that the register only grew since')
    .option('--cosign <file>', 'sign this checkpoint, or consistency proof, as a witness; needs no vault')
    .option('--witness <dir>', "the witness's folder (siglum witness init)")
    .option(
      '--register-key <key>',
      'with --cosign: the key of a register that this witness does not know yet',
    )
    .option(
      '--add <file>',
      'keep what a witness signed in the vault: verify then holds the register against it',
    )
    .option('--witness-key <key>', 'with --add: the key of a witness of whom nothing is kept yet')
    .option('--list', 'the checkpoints that witnesses signed and that are kept in the vault')
    .option('--out <file>', 'write it there instead of printing it')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      '\nA checkpoint may be given as its text, or as a picture or PDF that shows its QR code: a photo, scan or screenshot.',
    )
    .action((options: unknown) => act(optionsSchema.parse(options)))
}
