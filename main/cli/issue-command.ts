import { Option } from 'commander'
import type { Command } from 'commander'
import { dirname } from 'node:path'
import { z } from 'zod'
import { mediumSchema } from '../../shared/contract/events.ts'
import type { Medium } from '../../shared/contract/events.ts'
import { issueResultSchema, prospectSchema } from '../../shared/contract/results.ts'
import type { IssueResult } from '../../shared/contract/results.ts'
import { currentUser } from '../engine/current-user.ts'
import { waysRead } from '../engine/forecast-pages.ts'
import { given, parseOptions } from './options.ts'
import { runCommand, withEngine } from './run-command.ts'
import { counted, pagesInWords, plain, table } from './table.ts'

const optionsSchema = z.object({
  vault: z.string(),
  document: z.string(),
  recipients: z.string(),
  out: z.string(),
  title: z.string().optional(),
  number: z.string().optional(),
  controlNumber: z.string().optional(),
  term: z.string().optional(),
  edition: z.string().optional(),
  retainUntil: z.iso.date().optional(),
  basis: z.string().optional(),
  approver: z.string().optional(),
  classification: z.string().optional(),
  occasion: z.string().optional(),
  medium: mediumSchema,
  password: z.string().optional(),
  notice: z.boolean().optional(),
  wording: z.string().optional(),
  by: z.string().optional(),
  json: z.boolean().default(false),
})

/** What to expect of one photograph of a page, sent through a messenger, in a line for each way that copies are read. */
const forecastLines = (forecast: IssueResult['forecast'], medium: Medium): string[] =>
  waysRead(medium).map((way) => {
    const prospects = prospectSchema.options
      .map((prospect) => ({ prospect, pages: forecast.filter((page) => page[way] === prospect) }))
      .filter(({ pages }) => pages.length > 0)
      .map(({ prospect, pages }) => `${pagesInWords(pages.map(({ page }) => page))} ${prospect}`)
    return `Would a photo of a ${way} trace? ${prospects.join('; ')}.`
  })

const print =
  (medium: Medium) =>
  ({ issuance, document, copies, wordings, forecast }: IssueResult): void => {
    process.stdout.write(
      `"${plain(document.title)}", ${counted(document.pages, 'page')}, document ${document.id}\n\n`,
    )
    process.stdout.write(
      table(
        ['copy', 'recipient', 'unit', 'KB', 'SHA-256'],
        copies.map(({ copy, recipient, bytes, sha256 }) => [
          copy,
          recipient.name,
          recipient.unit,
          String(Math.ceil(bytes / 1024)),
          sha256.slice(0, 16),
        ]),
      ),
    )
    const folder = copies.length > 0 ? ` in ${dirname(copies[0].file)}` : ''
    process.stdout.write(
      `\n${counted(copies.length, 'copy', 'copies')} sealed${folder}. Issuance ${issuance}.\n`,
    )
    if (wordings !== undefined)
      process.stdout.write(`They differ in their wording in ${counted(wordings, 'place')}.\n`)
    process.stdout.write(`${forecastLines(forecast, medium).join('\n')}\n`)
  }

export const addIssue = (program: Command): void => {
  program
    .command('issue')
    .description('make one marked copy of a PDF for every recipient')
    .requiredOption('--vault <dir>', 'the vault')
    .requiredOption('--document <pdf>', 'the original')
    .requiredOption('--recipients <csv>', 'who gets a copy: name,unit,id,email')
    .requiredOption('--out <dir>', 'folder for the copies')
    .option('--title <text>', "the document's title (default: the PDF's own, or the file's name)")
    .option('--number <text>', 'document number')
    .option('--control-number <text>', "the registry's own number for it")
    .option('--classification <text>', 'e.g. Confidential')
    .option('--term <text>', 'how long the classification holds, e.g. "10 years"')
    .option('--edition <text>', 'the document\'s version, e.g. "draft 2"')
    .option('--retain-until <day>', 'no copy may be destroyed before this day (YYYY-MM-DD)')
    .option('--basis <text>', 'by which decision or rule copies are issued')
    .option('--approver <name>', 'who approved the issue')
    .option('--occasion <text>', 'the meeting or purpose, shown on every copy')
    .addOption(
      new Option('--medium <medium>', 'how the copies will be read')
        .choices(mediumSchema.options)
        .default('both'),
    )
    .option('--password <text>', 'of the PDF, when it asks for one')
    .option('--notice', "put the unseen notice to automated systems in, whatever the vault's settings say")
    .option('--no-notice', 'leave that notice out')
    .option(
      '--wording <json>',
      'places that the author allowed to be worded otherwise, as siglum wording lists them',
    )
    .option('--by <name>', 'who issues (default: the system user)')
    .option('--json', 'print one JSON object')
    .action((options: unknown) => {
      const { vault, json, document, recipients, out, medium, by, edition, ...rest } = parseOptions(
        optionsSchema,
        options,
      )
      return runCommand({
        json,
        schema: issueResultSchema,
        stopsInOrder: true,
        work: (calling) =>
          withEngine(
            vault,
            (engine) =>
              engine.issue(
                {
                  document,
                  recipients,
                  out,
                  medium,
                  by: by || currentUser(),
                  ...given({ ...rest, version: edition }),
                },
                calling,
              ),
            calling.signal,
          ),
        print: print(medium),
      })
    })
}
