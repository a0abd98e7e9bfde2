import type { Command } from 'commander'
import { z } from 'zod'
import { CUSTODY_STATES } from '../../../shared/contract/custody-steps.ts'
import { collect, given } from '../options.ts'
import { dayOption } from './copy-options.ts'

/** How copies are narrowed down, by every command that lists them. */
export const questionOptions = {
  document: z.string().optional(),
  issuance: z.string().optional(),
  occasion: z.string().min(1).optional(),
  recipient: z.string().min(1).optional(),
  unit: z.string().min(1).optional(),
  from: dayOption,
  to: dayOption,
  state: z.array(z.string()).default([]),
  overdue: z.boolean().default(false),
}

export const withQuestion = (command: Command): Command =>
  command
    .option('--document <id>', 'only copies of this document')
    .option('--issuance <id>', 'only copies of this issuance')
    .option('--occasion <text>', 'only of occasions with this in their name')
    .option('--recipient <name>', 'only of or with people with this in their name')
    .option('--unit <text>', 'only of or with people of units with this in their name')
    .option('--from <day>', 'only issued on this day or later')
    .option('--to <day>', 'only issued on this day or before')
    .option(
      '--state <state>',
      `only in this state; may be given more than once: ${CUSTODY_STATES.join(', ')}`,
      collect,
      [],
    )
    .option('--overdue', 'only those that should be back by now')

const shape = z.object(questionOptions)

/** What was asked for, and nothing else. */
export const questionOf = ({ state, overdue, ...rest }: z.output<typeof shape>) => ({
  ...given(rest),
  ...(state.length === 0 ? {} : { state }),
  ...(overdue ? { overdue } : {}),
})
