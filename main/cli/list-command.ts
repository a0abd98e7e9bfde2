import type { Command } from 'commander'
import { z } from 'zod'
import { listResultSchema } from '../../shared/contract/results.ts'
import type { ListResult } from '../../shared/contract/results.ts'
import { questionOf, questionOptions, withQuestion } from './custody/question-options.ts'
import { parseOptions } from './options.ts'
import { runCommand, withReadingEngine } from './run-command.ts'
import { counted, plain, table } from './table.ts'

const optionsSchema = z.object({
  vault: z.string(),
  json: z.boolean().default(false),
  ...questionOptions,
})

const minute = (iso: string): string => iso.slice(0, 16).replace('T', ' ')

const printIssuance = (
  result: ListResult,
  { id, occasion, medium, issued, by }: ListResult['issuances'][number],
): void => {
  const copies = result.copies.filter((copy) => copy.issuance === id)
  process.stdout.write(
    plain(`\n  ${minute(issued)} UTC  ${occasion ?? 'no occasion'}  for ${medium}  by ${by}  ${id}`) + '\n',
  )
  const rows = copies.map(({ copy, code, recipient, custody, due, overdue, id: copyId }) => [
    copy,
    code,
    recipient.name,
    recipient.unit,
    custody,
    due === null ? '' : `${due}${overdue ? ' OVERDUE' : ''}`,
    copyId,
  ])
  const lines = table(['copy', 'code', 'recipient', 'unit', 'state', 'due back', 'id'], rows)
  process.stdout.write(lines.replace(/^(?=.)/gm, '    '))
}

const print = (result: ListResult): void => {
  if (result.documents.length === 0)
    process.stdout.write('Nothing answers to that, or nothing has been issued yet.\n')
  for (const { id, title, number, classification, pages } of result.documents) {
    const facts = [number, classification, counted(pages, 'page'), id].filter((fact) => fact !== null)
    process.stdout.write(plain(`"${title}"  ${facts.join('  ')}`) + '\n')
    for (const issuance of result.issuances) if (issuance.document === id) printIssuance(result, issuance)
    process.stdout.write('\n')
  }
}

export const addList = (program: Command): void => {
  withQuestion(
    program.command('list').description('documents, issuances and copies in the register, all or some'),
  )
    .requiredOption('--vault <dir>', 'the vault')
    .option('--json', 'print one JSON object')
    .action((options: unknown) => {
      const { vault, json, ...asked } = parseOptions(optionsSchema, options)
      return runCommand({
        json,
        schema: listResultSchema,
        work: () => withReadingEngine(vault, (engine) => engine.list(questionOf(asked))),
        print,
      })
    })
}
