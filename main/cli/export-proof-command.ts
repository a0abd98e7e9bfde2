import type { Command } from 'commander'
import { z } from 'zod'
import { proofResultSchema } from '../../shared/contract/keeping-results.ts'
import type { ProofResult } from '../../shared/contract/keeping-results.ts'
import { given } from './options.ts'
import { runCommand, withEngine } from './run-command.ts'

const optionsSchema = z.object({
  vault: z.string(),
  out: z.string(),
  copy: z.string().optional(),
  recipient: z.string().optional(),
  issuance: z.string().optional(),
  withTraces: z.boolean().default(false),
  json: z.boolean().default(false),
})

const print = ({ file, rows, copies, size }: ProofResult): void => {
  process.stdout.write(
    `${rows} records of ${copies} copies are in ${file}, each with its proof against the head at ${size} records.\n`,
  )
}

export const addExportProof = (program: Command): void => {
  program
    .command('export-proof')
    .description(
      "one recipient's records with proofs, to be checked without this program or anyone else's records",
    )
    .requiredOption('--vault <dir>', 'the vault')
    .requiredOption('--out <file>', 'the file (JSON Lines, main/register/FORMATS.md)')
    .option('--copy <code>', 'of one copy: its code, or its id')
    .option('--recipient <name>', 'of one recipient: the whole name, or their id')
    .option('--issuance <id>', 'of one issuance')
    .option('--with-traces', 'also traces that named one of the copies')
    .option('--json', 'print one JSON object')
    .action((options: unknown) => {
      const { vault, out, json, withTraces, ...rest } = optionsSchema.parse(options)
      return runCommand({
        json,
        schema: proofResultSchema,
        work: () => withEngine(vault, (engine) => engine.exportProof({ out, withTraces, ...given(rest) })),
        print,
      })
    })
}
