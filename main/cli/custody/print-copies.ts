import type { CopyStand, StepResult } from '../../../shared/contract/custody-results.ts'
import { counted, plain, table } from '../table.ts'

const holder = ({ holder, recipient }: CopyStand): string =>
  holder === null || holder.name === recipient.name ? '' : holder.name

const due = ({ due, overdue }: CopyStand): string =>
  due === null ? '' : `${due}${overdue ? ' OVERDUE' : ''}`

export const copyTable = (copies: readonly CopyStand[]): string =>
  table(
    ['copy', 'code', 'recipient', 'unit', 'state', 'now with', 'due back'],
    copies.map((copy) => [
      copy.copy,
      copy.code,
      copy.recipient.name,
      copy.recipient.unit,
      copy.state,
      holder(copy),
      due(copy),
    ]),
  )

const MOST_SHOWN = 60

export const printCopies = (copies: readonly CopyStand[]): void => {
  process.stdout.write(copyTable(copies.slice(0, MOST_SHOWN)))
  if (copies.length > MOST_SHOWN)
    process.stdout.write(`and ${copies.length - MOST_SHOWN} more; --json lists them all\n`)
}

export const printSection = (heading: string, copies: readonly CopyStand[]): void => {
  if (copies.length === 0) return
  process.stdout.write(`\n${plain(heading)}\n`)
  printCopies(copies)
}

export const printStep =
  (done: string, listsOutstanding: boolean) =>
  ({ copies, outstanding }: StepResult): void => {
    process.stdout.write(`${counted(copies.length, 'copy', 'copies')} ${done}.\n`)
    printCopies(copies)
    if (!listsOutstanding) return
    if (outstanding.length === 0) process.stdout.write('\nNo copy of this issuance is still out.\n')
    printSection(`Still out (${outstanding.length}):`, outstanding)
  }
