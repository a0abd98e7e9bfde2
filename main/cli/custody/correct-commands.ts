import { InvalidArgumentError } from 'commander'
import type { Command } from 'commander'
import { z } from 'zod'
import { amendResultSchema, correctResultSchema } from '../../../shared/contract/custody-results.ts'
import { collect, given, parseOptions } from '../options.ts'
import { runCommand, withEngine } from '../run-command.ts'
import { dayOption, vaultOptions, withVault } from './copy-options.ts'
import { copyTable } from './print-copies.ts'

const correctOptions = z.object({
  ...vaultOptions,
  reason: z.string().min(1),
  set: z.array(z.string().regex(/^[^=]+=/, 'is FIELD=VALUE')).default([]),
  strike: z.boolean().default(false),
})

const eventNumber = (text: string): number => {
  if (/^\d{1,12}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It is the number of an event, as show prints them.')
}

const fieldsSet = (pairs: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  )

const addCorrect = (program: Command): void => {
  withVault(program.command('correct'))
    .description(
      "set a wrong step, inventory, handover or export right: a new event in the old one's place, or one that strikes it; both show",
    )
    .argument('<event>', "the wrong event's number, as show prints it", eventNumber)
    .requiredOption('--reason <text>', 'why')
    .option('--set <field=value>', 'what is right; may be given more than once', collect, [])
    .option('--strike', 'the step did not happen at all')
    .action((event: number, options: unknown) => {
      const { vault, by, json, reason, set, strike } = parseOptions(correctOptions, options)
      if (strike === set.length > 0)
        program.error('error: give what is right with --set, or --strike the step', { exitCode: 2 })
      return runCommand({
        json,
        schema: correctResultSchema,
        work: () =>
          withEngine(vault, (engine) =>
            engine.correct({ event, reason, set: fieldsSet(set), by: by ?? engine.user.name }),
          ),
        print: ({ corrected, event, copy }) =>
          process.stdout.write(
            `Event ${event} corrects event ${corrected}.\n${copy === null ? '' : copyTable([copy])}`,
          ),
      })
    })
}

const amendOptions = z.object({
  ...vaultOptions,
  reason: z.string().min(1),
  title: z.string().min(1).optional(),
  number: z.string().optional(),
  controlNumber: z.string().optional(),
  classification: z.string().optional(),
  term: z.string().optional(),
  edition: z.string().optional(),
  retainUntil: dayOption,
})

const addAmend = (program: Command): void => {
  withVault(program.command('amend'))
    .description('say something else of a document from now on: declassify, keep longer, set a title right')
    .argument('<document>', 'id of the document')
    .requiredOption('--reason <text>', 'why')
    .option('--title <text>', 'title')
    .option('--number <text>', 'document number')
    .option('--control-number <text>', "the registry's own number for it")
    .option('--classification <text>', 'e.g. Declassified')
    .option('--term <text>', 'how long the classification holds')
    .option('--edition <text>', "the document's version")
    .option('--retain-until <day>', 'no copy may be destroyed before this day')
    .action((document: string, options: unknown) => {
      const { vault, by, json, reason, edition, ...rest } = parseOptions(amendOptions, options)
      return runCommand({
        json,
        schema: amendResultSchema,
        work: () =>
          withEngine(vault, (engine) =>
            engine.amend({
              document,
              reason,
              by: by ?? engine.user.name,
              fields: given({ ...rest, version: edition }),
            }),
          ),
        print: ({ event }) => process.stdout.write(`Amended by event ${event}.\n`),
      })
    })
}

export const addCorrectCommands = (program: Command): void => {
  addCorrect(program)
  addAmend(program)
}
