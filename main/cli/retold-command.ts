import type { Command } from 'commander'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { Failure } from '../../shared/contract/failure.ts'
import { retoldResultSchema } from '../../shared/contract/retold-results.ts'
import { currentUser } from '../engine/current-user.ts'
import { readText } from '../engine/read-text.ts'
import { given, parseOptions } from './options.ts'
import { printExposure } from './print-exposure.ts'
import { runCommand, withEngine } from './run-command.ts'

const optionsSchema = z.object({
  vault: z.string(),
  text: z.string().optional(),
  at: z.string().optional(),
  limit: z.coerce.number().int().positive().max(100).optional(),
  by: z.string().optional(),
  json: z.boolean().default(false),
})

/** The post, from wherever it was given. Throws Failure 'usage', 'file-not-found' or 'file-unreadable'. */
const postOf = (file: string | undefined, text: string | undefined): string => {
  if (file !== undefined && text !== undefined)
    throw new Failure('usage', 'Give the post as a file or with --text, not both.')
  if (text !== undefined) return text
  if (file === undefined)
    throw new Failure('usage', 'Give the post: a text file, - for standard input, or --text "...".')
  return file === '-' ? readFileSync(0, 'utf8') : readText(file)
}

export const addRetold = (program: Command): void => {
  program
    .command('retold')
    .description('who could have known: papers that say what a post says in other words, and who had them')
    .argument('[file]', 'the post as a text file; - for standard input')
    .requiredOption('--vault <dir>', 'the vault')
    .option('--text <text>', 'the post itself')
    .option('--at <when>', 'when it was posted, as 2026-12-05 or 2026-12-05T18:30 (default: now)')
    .option('--limit <n>', 'no more papers than so many (default: 5)')
    .option('--by <name>', 'who searches (default: you)')
    .option('--json', 'print one JSON object')
    .action((file: string | undefined, options: unknown) => {
      const { json } = z.object({ json: z.boolean().default(false) }).parse(options)
      return runCommand({
        json,
        schema: retoldResultSchema,
        work: (calling) => {
          const { vault, text, at, limit, by = currentUser() } = parseOptions(optionsSchema, options)
          const post = postOf(file, text)
          return withEngine(vault, (engine) =>
            engine.retold({ text: post, by, ...given({ at, limit }) }, calling),
          )
        },
        print: printExposure,
      })
    })
}
