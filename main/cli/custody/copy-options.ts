import type { Command } from 'commander'
import { z } from 'zod'

/** What all commands about copies take. */
export const vaultOptions = {
  vault: z.string(),
  by: z.string().min(1).optional(),
  json: z.boolean().default(false),
}

export const stepOptions = {
  ...vaultOptions,
  all: z.boolean().default(false),
  list: z.string().optional(),
  on: z.iso.date('is a day, as 2026-05-12').optional(),
  note: z.string().min(1).optional(),
}

export const dayOption = z.iso.date('is a day, as 2026-05-12').optional()

export const withVault = (command: Command): Command =>
  command
    .requiredOption('--vault <dir>', 'the vault')
    .option('--by <name>', 'who records this (default: who is signed in)')
    .option('--json', 'print one JSON object')

const COPIES =
  'copies, by the code on them (K7QF-3M2X), by id, or an issuance with numbers after it (i-... 3/12 4/12)'

export const withCopies = (command: Command): Command =>
  withVault(command)
    .argument('[copy...]', COPIES)
    .option('--all', 'every released copy of the issuances named')
    .option('--list <file>', 'a list of copies, one a line, as a scanner leaves it; - is what is typed in')

export const withStep = (command: Command): Command =>
  withCopies(command)
    .option('--on <day>', 'when it happened, YYYY-MM-DD (default: today)')
    .option('--note <text>', 'a remark')

export interface Selected {
  readonly all: boolean
  readonly list?: string | undefined
}

export const selection = (names: readonly string[], { all, list }: Selected) => ({
  names,
  all,
  ...(list === undefined ? {} : { list }),
})
