import type { Command } from 'commander'
import { z } from 'zod'
import { wordingResultSchema } from '../../shared/contract/wording-results.ts'
import type { WordingResult } from '../../shared/contract/wording-results.ts'
import { proposeWording } from '../engine.ts'
import { given } from './options.ts'
import { runCommand } from './run-command.ts'
import { plain, table } from './table.ts'

const optionsSchema = z.object({
  out: z.string(),
  password: z.string().optional(),
  json: z.boolean().default(false),
})

const print = ({ file, places, kinds, refused, needed }: WordingResult): void => {
  const out = process.stdout
  out.write(
    `${places} places could be worded otherwise; they are listed in ${plain(file)}, none of them approved.\n\n`,
  )
  if (places > 0) {
    const rows = Object.entries(kinds).map(([kind, n]) => [kind, String(n)])
    out.write(`${table(['kind', 'places'], rows)}\n`)
    out.write(
      'The author reads each place and sets "approved": true where both wordings are right; "equal" may be changed.\n',
    )
    out.write('Then: siglum issue --wording with this list.\n')
  }
  out.write(
    `A leaked passage must show ${needed.places} places before it can name one of ${needed.copies} copies: fewer add to other marks, and name nobody.\n`,
  )
  if (refused.length === 0) return
  out.write('\nNot proposed:\n')
  for (const { reason, places } of refused) out.write(`  ${places}: ${plain(reason)}\n`)
}

export const addWording = (program: Command): void => {
  program
    .command('wording')
    .description("list places of a PDF's text that could be worded otherwise, for its author to allow or not")
    .argument('<pdf>', 'the original')
    .requiredOption('--out <json>', 'the list; an existing file is never written over')
    .option('--password <text>', 'of the PDF, when it asks for one')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      '\nNothing is changed by this, and no vault is needed. The list is a JSON file: each place has the words before it, the words as\n' +
        'printed, their equal and the words after it. Only places that the author sets to "approved": true are ever used, by\n' +
        'siglum issue --wording. Places of their own may be added in the same form; "kind" may be left out.\n' +
        'Exit codes: 0 the list was written, also where it has no places; 1 it failed; 2 wrong usage.\n',
    )
    .action((document: string, options: unknown) => {
      const { out, json, ...rest } = optionsSchema.parse(options)
      return runCommand({
        json,
        schema: wordingResultSchema,
        stopsInOrder: true,
        work: (calling) => proposeWording({ document, out, ...given(rest) }, calling),
        print,
      })
    })
}
