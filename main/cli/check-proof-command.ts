import type { Command } from 'commander'
import { z } from 'zod'
import { checkedProofResultSchema } from '../../shared/contract/keeping-results.ts'
import type { CheckedProofResult } from '../../shared/contract/keeping-results.ts'
import { checkProof } from '../engine.ts'
import { given } from './options.ts'
import { runCommand } from './run-command.ts'
import { plain, table } from './table.ts'

const optionsSchema = z.object({
  registerKey: z.string(),
  witnessKey: z.string().optional(),
  json: z.boolean().default(false),
})

const print = ({ origin, size, witness, rows }: CheckedProofResult): void => {
  process.stdout.write(`True: ${rows.length} records of ${plain(origin)}, proven in its head at ${size}.\n`)
  if (witness !== null)
    process.stdout.write(`That head was signed by ${plain(witness.name)}, ${witness.at}.\n`)
  const lines = rows.map(({ index, at, type, by, disclosed }) => [
    String(index),
    at,
    type,
    by,
    disclosed.map(({ value }) => value).join(' '),
  ])
  process.stdout.write(`\n${table(['event', 'at', 'what', 'by', 'personal values'], lines)}`)
}

export const addCheckProof = (program: Command): void => {
  program
    .command('check-proof')
    .description('check an exported proof, without the vault it is from')
    .argument('<file>', 'what export-proof wrote')
    .requiredOption('--register-key <key>', "the register's key, as it is known from elsewhere")
    .option('--witness-key <key>', 'a witness who must have signed its checkpoint')
    .option('--json', 'print one JSON object')
    .action((file: string, options: unknown) => {
      const { json, registerKey, witnessKey } = optionsSchema.parse(options)
      return runCommand({
        json,
        schema: checkedProofResultSchema,
        work: async () => checkProof({ file, registerKey, ...given({ witnessKey }) }),
        print,
      })
    })
}
