import type { Command } from 'commander'
import { z } from 'zod'
import { searchResultSchema, showResultSchema } from '../../../shared/contract/custody-results.ts'
import type { HistoryEntry, SearchResult, ShowResult } from '../../../shared/contract/custody-results.ts'
import { Failure } from '../../../shared/contract/failure.ts'
import { copyCodesIn } from '../../engine.ts'
import type { CopyQuestion, ReadingEngine } from '../../engine.ts'
import { parseOptions } from '../options.ts'
import { runCommand, withReadingEngine } from '../run-command.ts'
import { plain } from '../table.ts'
import { copyTable, printCopies, printSection } from './print-copies.ts'
import { questionOf, questionOptions, withQuestion } from './question-options.ts'

const searchOptions = z.object({
  vault: z.string(),
  limit: z.coerce.number().int().positive().max(100_000).default(200),
  picture: z.string().optional(),
  json: z.boolean().default(false),
  ...questionOptions,
})

type Searching = Pick<ReadingEngine, 'search'>

/** What answers to each code, or to the question alone where no codes are asked for. */
const searchFor = (
  engine: Searching,
  question: CopyQuestion & { readonly limit: number },
  words: readonly string[],
  codes: readonly string[] | null,
): SearchResult => {
  const asked = codes === null ? [words] : codes.map((code) => [...words, code])
  const found = asked.map((terms) => engine.search({ ...question, search: terms.join(' ') }))
  const copies = found.flatMap((one) => one.copies)
  return {
    copies: copies.slice(0, question.limit),
    more: copies.length > question.limit || found.some(({ more }) => more),
  }
}

const addSearch = (program: Command): void => {
  withQuestion(
    program
      .command('search')
      .description('find copies by names, units, numbers, codes, titles and occasions, in any script'),
  )
    .argument('[words...]', 'all of them must be there; of Chinese any piece will do')
    .requiredOption('--vault <dir>', 'the vault')
    .option('--picture <file>', 'a picture or PDF that shows QR codes of copies, as receipt sheets do')
    .option('--limit <n>', 'no more than so many (default: 200)')
    .option('--json', 'print one JSON object')
    .action((words: string[], options: unknown) => {
      const { vault, json, limit, picture, ...asked } = parseOptions(searchOptions, options)
      if (words.length === 0 && picture === undefined)
        throw new Failure('usage', 'Say what to search for: words, or --picture.')
      return runCommand({
        json,
        schema: searchResultSchema,
        work: async () => {
          const codes = picture === undefined ? null : await copyCodesIn(picture)
          return withReadingEngine(vault, (engine) =>
            searchFor(engine, { ...questionOf(asked), limit }, words, codes),
          )
        },
        print: ({ copies, more }) => {
          if (copies.length === 0) process.stdout.write('No copy answers to that.\n')
          else printCopies(copies)
          if (more) process.stdout.write('There are more; narrow it down, or raise --limit.\n')
        },
      })
    })
}

const minute = (iso: string): string => iso.slice(0, 16).replace('T', ' ')

const historyLine = ({ event, at, by, on, says, correctedBy }: HistoryEntry): string => {
  const when = on === null || on === at.slice(0, 10) ? '' : ` (on ${on})`
  const mark = correctedBy === null ? '' : `  [corrected by event ${correctedBy}]`
  return `${String(event).padStart(6)}  ${minute(at)} UTC  ${plain(says)}${when}  by ${plain(by)}${mark}\n`
}

const printShow = ({ copy, document, issuance, file, reprints, history }: ShowResult): void => {
  const facts = [
    document.controlNumber,
    document.number,
    document.classification,
    document.term,
    document.version,
    `${document.pages} pages`,
  ]
  process.stdout.write(
    [document.title, ...facts]
      .filter((fact) => fact !== null)
      .map(plain)
      .join(' · ') + '\n',
  )
  process.stdout.write(plain(`${issuance.occasion ?? 'no occasion'} · ${issuance.id}`) + '\n\n')
  process.stdout.write(copyTable([copy]))
  if (file.sha256 !== null) process.stdout.write(`SHA-256 ${file.sha256}\n`)
  printSection('Reprints:', reprints)
  process.stdout.write(`\n${history.map(historyLine).join('')}`)
}

const showOptions = z.object({ vault: z.string(), json: z.boolean().default(false) })

const addShow = (program: Command): void => {
  program
    .command('show')
    .description("one copy's whole history")
    .argument('<copy...>', 'its code, its id, or an issuance and a number (i-... 3/12)')
    .requiredOption('--vault <dir>', 'the vault')
    .option('--json', 'print one JSON object')
    .action((names: string[], options: unknown) => {
      const { vault, json } = parseOptions(showOptions, options)
      return runCommand({
        json,
        schema: showResultSchema,
        work: () => withReadingEngine(vault, (engine) => engine.show(names)),
        print: printShow,
      })
    })
}

export const addLookCommands = (program: Command): void => {
  addSearch(program)
  addShow(program)
}
