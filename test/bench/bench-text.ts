// `npm run bench:text`: where the marks of the text carrier survive, how long a passage must be to name its copy, and whether
// innocent passages name anybody. See README.md.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
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

const USAGE = `bench:text [--passages N] [--innocent N] [--seed S] [--office] [--report FILE]
  --passages   drawn for each length and program (25)
  --innocent   innocent passages, each against 1,000 copies of every paper (2000)
  --office     LibreOffice too, where it is installed: half a minute more
  --report     writes the tables to this file as well`

const { values } = parseArgs({
  options: {
    passages: { type: 'string', default: '25' },
    innocent: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    office: { type: 'boolean', default: false },
    report: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

const run = async (folder: string): Promise<boolean> => {
  const passages = wholeNumber('--passages', values.passages)
  const innocent = wholeNumber('--innocent', values.innocent)
  const parts: string[] = []
  const say = (title: string, body: string) => {
    const part = `## ${title}\n\n${body}\n`
    process.stdout.write(`${part}\n`)
    parts.push(part)
  }
  const papers = await openTextPapers()
  const trace = textTracer(papers)
  say('What each program extracts', await survivalTable(folder, papers, values.office))
  say('Searching in PDFium', await searchTable(folder, papers))
  say('A leaked PDF, written anew', await uploadTable(folder, papers[2], values.office))
  say('What happens to the text afterwards', await routeTable(folder, papers, trace))
  say('How long a passage must be', await traceByLength(folder, papers, trace, passages, values.seed))
  const { table, wrong } = await countWrong(papers, trace, innocent, values.seed)
  say('Innocent passages', table)
  if (values.report !== undefined) {
    const command = `npm run bench:text -- --passages ${passages} --innocent ${innocent} --seed ${values.seed}${values.office ? ' --office' : ''}`
    writeFileSync(values.report, `# Text: results\n\nBy \`${command}\`.\n\n${parts.join('\n')}`)
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
