import { Argument, Option } from 'commander'
import type { Command } from 'commander'
import { z } from 'zod'
import { EXPORT_FORMATS, exportResultSchema, SHEETS } from '../../../shared/contract/paper-results.ts'
import type { ExportResult } from '../../../shared/contract/paper-results.ts'
import { given, parseOptions } from '../options.ts'
import { runCommand, withEngine } from '../run-command.ts'
import { counted } from '../table.ts'
import { vaultOptions, withVault } from './copy-options.ts'
import { questionOf, questionOptions, withQuestion } from './question-options.ts'

const print = ({ file, rows, sha256, event }: ExportResult): void =>
  void process.stdout.write(
    `${file}\n${counted(rows, 'row')}, SHA-256 ${sha256}, recorded as event ${event}.\n`,
  )

const exportOptions = z.object({
  ...vaultOptions,
  ...questionOptions,
  search: z.string().min(1).optional(),
  out: z.string(),
  format: z.enum(EXPORT_FORMATS).optional(),
  bom: z.boolean().default(false),
})

const formatOf = (out: string): (typeof EXPORT_FORMATS)[number] | undefined =>
  EXPORT_FORMATS.find((format) => out.toLowerCase().endsWith(`.${format}`))

export const addExport = (program: Command): void => {
  withQuestion(
    withVault(
      program.command('export').description('write the register of copies, all or some, to a file; recorded'),
    ),
  )
    .option('--search <text>', 'only copies that search finds')
    .requiredOption('--out <file>', 'the file; nothing is overwritten')
    .addOption(new Option('--format <format>', "default: by the file's ending").choices([...EXPORT_FORMATS]))
    .option('--bom', 'begin a CSV file with a byte order mark, for Excel')
    .action((options: unknown) => {
      const { vault, by, json, out, format, bom, search, ...asked } = parseOptions(exportOptions, options)
      const chosen = format ?? formatOf(out)
      if (chosen === undefined)
        program.error(`error: say --format (${EXPORT_FORMATS.join(', ')}), or end the name so`, {
          exitCode: 2,
        })
      return runCommand({
        json,
        schema: exportResultSchema,
        work: () =>
          withEngine(vault, (engine) =>
            engine.export({
              question: { ...questionOf(asked), ...given({ search }) },
              format: chosen,
              out,
              byteOrderMark: bom,
              by: by ?? engine.user.name,
            }),
          ),
        print,
      })
    })
}

const sheetOptions = z.object({ ...vaultOptions, out: z.string() })

export const addSheet = (program: Command): void => {
  withVault(program.command('sheet'))
    .description('make a paper to print and sign, as PDF')
    .addArgument(new Argument('<sheet>', 'which').choices([...SHEETS]))
    .argument(
      '<of...>',
      'receipt, collection: an issuance; certificate: its number; history: a copy as show takes it',
    )
    .requiredOption('--out <file>', 'the PDF; nothing is overwritten')
    .action((sheet: (typeof SHEETS)[number], of: string[], options: unknown) => {
      const { vault, by, json, out } = parseOptions(sheetOptions, options)
      return runCommand({
        json,
        schema: exportResultSchema,
        work: () =>
          withEngine(vault, (engine) => engine.sheet({ sheet, of, out, by: by ?? engine.user.name })),
        print,
      })
    })
}
