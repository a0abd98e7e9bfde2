import type { Command } from 'commander'
import { z } from 'zod'
import { issueResultSchema } from '../../../shared/contract/results.ts'
import { given, parseOptions } from '../options.ts'
import { runCommand, withEngine } from '../run-command.ts'
import { plain, table } from '../table.ts'
import { vaultOptions, withVault } from './copy-options.ts'

const reprintOptions = z.object({
  ...vaultOptions,
  out: z.string(),
  reason: z.string().min(1),
  approver: z.string().min(1).optional(),
  notice: z.boolean().optional(),
  count: z.coerce.number().int().positive().max(100).default(1),
})

export const addReprint = (program: Command): void => {
  withVault(program.command('reprint'))
    .description('make new marked copies in place of one: "3/1 of 2", each with an id and code of its own')
    .argument('<copy...>', 'the copy: its code, its id, or an issuance and a number (i-... 3/12)')
    .requiredOption('--out <dir>', 'folder for the reprints')
    .requiredOption('--reason <text>', 'why')
    .option('--approver <name>', 'who approved it')
    .option('--notice', 'put the unseen notice to automated systems in, even where the issuance has none')
    .option('--no-notice', 'leave that notice out')
    .option('--count <n>', 'how many (default: 1)')
    .action((copy: string[], options: unknown) => {
      const { vault, by, json, out, reason, approver, count, notice } = parseOptions(reprintOptions, options)
      return runCommand({
        json,
        schema: issueResultSchema,
        stopsInOrder: true,
        work: (calling) =>
          withEngine(
            vault,
            (engine) =>
              engine.reprint(
                { copy, count, out, reason, by: by ?? engine.user.name, ...given({ approver, notice }) },
                calling,
              ),
            calling.signal,
          ),
        print: ({ document, copies }) => {
          process.stdout.write(`"${plain(document.title)}"\n\n`)
          process.stdout.write(
            table(
              ['copy', 'code', 'recipient', 'SHA-256', 'file'],
              copies.map((made) => [
                made.copy,
                made.code,
                made.recipient.name,
                made.sha256.slice(0, 16),
                made.file,
              ]),
            ),
          )
        },
      })
    })
}
