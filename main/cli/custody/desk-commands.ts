import { Option } from 'commander'
import type { Command } from 'commander'
import { z } from 'zod'
import { handoverResultSchema, musterResultSchema } from '../../../shared/contract/custody-results.ts'
import type { HandoverResult, MusterResult } from '../../../shared/contract/custody-results.ts'
import { MUSTER_PLACES } from '../../engine/custody/muster-copies.ts'
import { given, parseOptions } from '../options.ts'
import { EXIT, runCommand, withEngine } from '../run-command.ts'
import { plain } from '../table.ts'
import { selection, stepOptions, withCopies } from './copy-options.ts'
import { printSection } from './print-copies.ts'

const musterOptions = z.object({
  ...stepOptions,
  of: z.enum(MUSTER_PLACES),
  document: z.string().optional(),
  issuance: z.string().optional(),
})

const printMuster = ({ scope, expected, found, missing, unexpected }: MusterResult): void => {
  process.stdout.write(`Inventory of ${plain(scope)}: ${expected} expected, ${found.length} found.\n`)
  if (missing.length === 0) process.stdout.write('Nothing is missing.\n')
  printSection(`MISSING (${missing.length}):`, missing)
  printSection(`Found, though they should not be there (${unexpected.length}):`, unexpected)
}

const addMuster = (program: Command): void => {
  withCopies(program.command('muster'))
    .description('inventory: compare what was found with what should be there, and record both')
    .addOption(new Option('--of <place>', 'what should be there').choices(MUSTER_PLACES).default('desk'))
    .option('--document <id>', 'only copies of this document')
    .option('--issuance <id>', 'only copies of this issuance')
    .option('--note <text>', 'a remark')
    .addHelpText('after', '\nExit code 1 when copies are missing or unexpected.')
    .action((names: string[], options: unknown) => {
      const { vault, by, json, all, list, of, document, issuance, note } = parseOptions(
        musterOptions,
        options,
      )
      return runCommand({
        json,
        schema: musterResultSchema,
        work: () =>
          withEngine(vault, (engine) =>
            engine.muster({
              found: selection(names, { all, list }),
              place: of,
              by: by ?? engine.user.name,
              ...given({ documentId: document, issuanceId: issuance, note }),
            }),
          ),
        print: printMuster,
        exitCode: ({ missing, unexpected }) =>
          missing.length + unexpected.length === 0 ? EXIT.done : EXIT.failed,
      })
    })
}

const handoverOptions = z.object({
  ...stepOptions,
  from: z.string().min(1),
  to: z.string().min(1),
  acceptMissing: z.boolean().default(false),
})

const printHandover = ({ from, to, taken, missing, outstanding }: HandoverResult): void => {
  process.stdout.write(
    `${plain(to)} has taken over from ${plain(from)}: ${taken.length} copies counted over.\n`,
  )
  printSection(`Missing (${missing.length}):`, missing)
  printSection(`With people (${outstanding.length}):`, outstanding)
}

const addHandover = (program: Command): void => {
  withCopies(program.command('handover'))
    .description('hand all copies over to a new custodian, counted against the list')
    .requiredOption('--from <name>', 'who gives')
    .requiredOption('--to <name>', 'who takes over')
    .option('--accept-missing', 'take over although copies are missing; they are recorded')
    .option('--note <text>', 'a remark')
    .action((names: string[], options: unknown) => {
      const { vault, by, json, all, list, from, to, acceptMissing, note } = parseOptions(
        handoverOptions,
        options,
      )
      const isNamed = names.length > 0 || list !== undefined
      return runCommand({
        json,
        schema: handoverResultSchema,
        work: () =>
          withEngine(vault, (engine) =>
            engine.handOver({
              from,
              to,
              acceptMissing,
              by: by ?? engine.user.name,
              ...(isNamed ? { counted: selection(names, { all, list }) } : {}),
              ...given({ note }),
            }),
          ),
        print: printHandover,
      })
    })
}

export const addDeskCommands = (program: Command): void => {
  addMuster(program)
  addHandover(program)
}
