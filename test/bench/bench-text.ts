// `npm run bench:text`: where the marks of the text carrier survive, how long a passage must be to name its copy, and whether
// innocent passages name anybody. See README.md.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { wholeNumber } from './flags.ts'
import { countWrong, traceByLength } from './text-rates.ts'
import { searchTable, survivalTable } from './text-survival.ts'
import { uploadTable } from './text-uploads.ts'
import { routeTable } from './text-route-table.ts'
import { textTracer } from './text-lab.ts'
import { openTextPapers } from './text-papers.ts'
import { sectionOf, withSections } from './report-sections.ts'
import { wordingTables } from './text-wordings.ts'

const USAGE = `bench:text [--passages N] [--innocent N] [--wordings N] [--only-wordings] [--seed S] [--office] [--report FILE]
  --passages   drawn for each length and program (25)
  --innocent   innocent passages, each against 1,000 copies of every paper (2000)
  --wordings   retyped passages of a paper whose wording differs, for each way of retyping, and innocent ones of each kind (100)
  --only-wordings   nothing else; with --report the file's other sections stay as they are
  --office     LibreOffice too, where it is installed: half a minute more
  --report     writes the tables to this file as well`

const { values } = parseArgs({
  options: {
    passages: { type: 'string', default: '25' },
    innocent: { type: 'string', default: '2000' },
    wordings: { type: 'string', default: '100' },
    'only-wordings': { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    office: { type: 'boolean', default: false },
    report: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

type Say = (title: string, body: string) => void

/** What the text carrier does; how many innocent passages named somebody. */
const runMarks = async (folder: string, say: Say): Promise<number> => {
  const passages = wholeNumber('--passages', values.passages)
  const innocent = wholeNumber('--innocent', values.innocent)
  const papers = await openTextPapers()
  const trace = textTracer(papers)
  say('What each program extracts', await survivalTable(folder, papers, values.office))
  say('Searching in PDFium', await searchTable(folder, papers))
  say('A leaked PDF, written anew', await uploadTable(folder, papers[2], values.office))
  say('What happens to the text afterwards', await routeTable(folder, papers, trace))
  say('How long a passage must be', await traceByLength(folder, papers, trace, passages, values.seed))
  const { table, wrong } = await countWrong(papers, trace, innocent, values.seed)
  say('Innocent passages', table)
  return wrong
}

const runWordings = async (say: Say): Promise<number> => {
  const { table, wrong } = await wordingTables(wholeNumber('--wordings', values.wordings), values.seed)
  const command = `npm run bench:text -- --only-wordings --wordings ${values.wordings} --seed ${values.seed}`
  say('Wordings, with every mark gone', `By \`${command}\`.\n\n${table}`)
  return wrong
}

const run = async (folder: string): Promise<boolean> => {
  const sections = new Map<string, string>()
  const say: Say = (title, body) => {
    process.stdout.write(`${sectionOf(title, body)}\n`)
    sections.set(title, body)
  }
  const only = values['only-wordings']
  const wrong = (only ? 0 : await runMarks(folder, say)) + (await runWordings(say))
  if (values.report !== undefined) {
    const command = `npm run bench:text -- --passages ${values.passages} --innocent ${values.innocent} --seed ${values.seed}${values.office ? ' --office' : ''}`
    const head = `# Text: results\n\nBy \`${command}\`.`
    writeFileSync(values.report, withSections(only ? readFileSync(values.report, 'utf8') : head, sections))
  }
  return wrong === 0
}

if (values.help) process.stdout.write(`${USAGE}\n`)
else {
  const folder = mkdtempSync(join(tmpdir(), 'siglum-text-'))
  try {
    if (!(await run(folder))) process.exitCode = 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
