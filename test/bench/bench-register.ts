import { createHash } from 'node:crypto'
import { closeSync, mkdtempSync, openSync, readSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createVault, openVault } from '../../main/vault.ts'
import type { Vault } from '../../main/vault.ts'
import { bareInserts, cpuSince } from './bare-inserts.ts'
import type { BareRate } from './bare-inserts.ts'
import { wholeNumber } from './flags.ts'
import { markdownTable } from './markdown-table.ts'
import { officeYears } from './register-load.ts'
import { timeQuestions } from './register-questions.ts'

const HELP = `Times a register of many events, beside bare better-sqlite3 in the same run. Prints Markdown.
  --events <n>   how many (default 1000000)
  --batch <n>    events in one append (default 1000)
  --folder <dir> where to work (default: a temporary folder)
  --keep         leave the vault there; else everything is removed at the end
  --vault <dir>  fill nothing: only verify and ask a vault that was kept
`

const { values: flags } = parseArgs({
  options: {
    events: { type: 'string', default: '1000000' },
    batch: { type: 'string', default: '1000' },
    folder: { type: 'string' },
    vault: { type: 'string' },
    keep: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
if (flags.help) {
  process.stdout.write(HELP)
  process.exit(0)
}

const events = wholeNumber('--events', flags.events)
const batch = wholeNumber('--batch', flags.batch)
const folder = mkdtempSync(join(flags.folder ?? tmpdir(), 'siglum-bench-'))
const PASSPHRASE = 'correct horse battery staple'

const seconds = (act: () => void): number => {
  const started = performance.now()
  act()
  return (performance.now() - started) / 1000
}

const fill = (vault: Vault): Pick<BareRate, 'seconds' | 'cpuSeconds'> => {
  let spent = 0
  let cpuSeconds = 0
  for (const portion of officeYears(events, batch)) {
    const cpu = process.cpuUsage()
    spent += seconds(() => void vault.register.append(portion))
    cpuSeconds += cpuSince(cpu)
  }
  return { seconds: spent, cpuSeconds }
}

const rate = (count: number, spent: number): string => Math.round(count / spent).toLocaleString('en')
const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`

/** Fills a new vault, and puts the same rows into bare databases. */
const timeAppending = async (dir: string): Promise<void> => {
  const file = join(dir, 'register.sqlite')
  const created = await createVault(dir, PASSPHRASE, { by: 'bench', scryptLogN: 10 })
  const appended = fill(created)
  const size = created.register.size()
  created.close()
  const bytes = statSync(file).size

  const record = bareInserts(file, join(folder, 'record.sqlite'), batch, false)
  const all = bareInserts(file, join(folder, 'all.sqlite'), batch, true)
  for (const name of ['record', 'all']) rmSync(join(folder, `${name}.sqlite`))

  process.stdout.write(`\n${size.toLocaleString('en')} events, ${batch} an append, ${megabytes(bytes)}, `)
  process.stdout.write(`${Math.round(bytes / size)} bytes an event with all that is derived from it\n\n`)
  const row = (what: string, one: Pick<BareRate, 'seconds' | 'cpuSeconds'>): string[] => [
    what,
    rate(size, one.seconds),
    (record.seconds / one.seconds).toFixed(2),
    (all.seconds / one.seconds).toFixed(2),
    ((1e6 * one.cpuSeconds) / size).toFixed(0),
    (all.cpuSeconds / one.cpuSeconds).toFixed(2),
  ]
  const head = [
    '',
    'events a second',
    'of bare record',
    'of bare rows',
    'CPU us an event',
    'of bare rows, by CPU',
  ]
  const appendRows = [
    row('register.append', appended),
    row('bare inserts of the record', record),
    row('bare inserts of all rows', all),
  ]
  process.stdout.write(markdownTable(head, appendRows))
}

/** Processor seconds that hashing the file's bytes takes here and now: what else the cores do lengthens both alike. */
const hashingSeconds = (file: string): number => {
  const cpu = process.cpuUsage()
  const hash = createHash('sha256')
  const part = Buffer.alloc(1 << 20)
  const handle = openSync(file, 'r')
  for (let read = readSync(handle, part); read > 0; read = readSync(handle, part))
    hash.update(part.subarray(0, read))
  closeSync(handle)
  hash.digest()
  return cpuSince(cpu)
}

/** What is asked of a filled vault. */
const timeAsking = async (dir: string): Promise<void> => {
  const started = performance.now()
  const vault = await openVault(dir, PASSPHRASE)
  const opened = performance.now() - started
  const hashed = hashingSeconds(join(dir, 'register.sqlite'))
  const cpu = process.cpuUsage()
  const verified = seconds(() => {
    const { verdict, findings } = vault.register.verify()
    if (verdict !== 'intact')
      throw new Error(`The benchmark's own register is ${verdict}: ${findings[0]?.message}`)
  })
  const verifiedCpu = cpuSince(cpu)
  const questions = timeQuestions(vault.register)
  vault.close()
  const rows = [
    ['opening the vault (cheap passphrase)', `${opened.toFixed(0)} ms`, '', '1,000 ms'],
    ['SHA-256 of the same file', '', `${hashed.toFixed(2)} s`, ''],
    ['full verification', `${verified.toFixed(1)} s`, `${verifiedCpu.toFixed(1)} s`, '15 s'],
    ['times that SHA-256, by processor time', (verifiedCpu / hashed).toFixed(0), '', ''],
    ...questions.map(({ what, ms, cpuMs, found }) => {
      return [`${what} (${found})`, `${ms.toFixed(1)} ms`, `${cpuMs.toFixed(1)} ms`, '50 ms']
    }),
  ]
  process.stdout.write(`\n${markdownTable(['', 'took', 'processor time', 'wanted'], rows)}`)
}

try {
  const dir = flags.vault ?? join(folder, 'vault')
  if (flags.vault === undefined) await timeAppending(dir)
  await timeAsking(dir)
} finally {
  if (flags.keep) process.stdout.write(`\nKept: ${join(folder, 'vault')}\n`)
  else rmSync(folder, { recursive: true, force: true })
}
