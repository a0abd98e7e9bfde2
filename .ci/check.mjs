// What `npm test` runs: the house's own checks, then every test. All of it runs even when something fails early, and
// the last line counts: `123 passed, 0 failed`. Options are handed on to vitest, e.g. `npm test -- test/unit/register`.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { delimiter, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const binaries = join(root, 'node_modules', '.bin')

const surroundings = {
  cwd: root,
  env: { ...process.env, PATH: `${binaries}${delimiter}${process.env.PATH ?? ''}` },
}

/** Whether all is well, and what was said: by itself, as several run at once. */
const run = async (command, ...args) => {
  const child = spawn(join(binaries, command), args, { ...surroundings, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => (said += text))
  const [status] = await once(child, 'close')
  return { passed: status === 0, said }
}

/** What a native crash says of itself goes by on stderr long before the end: V8, GLib and Node each in their way. */
const LAST_WORDS = /^#|fatal|check failed|out of memory|GLib|Native stack trace|^ *\d+: 0x/i
const MOST_WORDS = 40

/** Errors that belong to no test, a process's death among them, are in none of its reports. */
const UNHANDLED = /Vitest caught (\d+) unhandled error/

/** The tests, their stderr passed on as it comes; whether all is well, how many errors belong to no test, and what dying processes said. */
const runVitest = async (...args) => {
  const child = spawn(join(binaries, 'vitest'), args, {
    ...surroundings,
    stdio: ['inherit', 'inherit', 'pipe'],
  })
  const lastWords = []
  let unhandled = 0
  let line = ''
  child.stderr.setEncoding('utf8').on('data', (text) => {
    process.stderr.write(text)
    const lines = (line + text).split('\n')
    line = lines.pop()
    for (const one of lines) unhandled += Number(UNHANDLED.exec(one)?.[1] ?? 0)
    lastWords.push(...lines.filter((one) => LAST_WORDS.test(one)))
    lastWords.splice(0, lastWords.length - MOST_WORDS)
  })
  const [status] = await once(child, 'close')
  return { passed: status === 0, unhandled, lastWords }
}

/** The longest first. */
const CHECKS = [
  ['types of test', 'tsc', '-p', 'test'],
  ['format', 'prettier', '--check', '--log-level', 'warn', '.'],
  ['types of renderer', 'tsc', '-p', 'renderer'],
  ['types of main', 'tsc', '-p', 'main'],
  [
    'layers',
    'depcruise',
    '--config',
    '.dependency-cruiser.mjs',
    '--output-type',
    'err-long',
    '{main,shared,renderer,test}',
  ],
  ['types of shared', 'tsc', '-p', 'shared'],
  ['lint', 'oxlint', '--deny-warnings', '.'],
]

/** As many at a time as there are cores: each keeps one busy. */
const runChecks = async () => {
  const left = [...CHECKS]
  const outcomes = []
  const work = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const [name, command, ...args] = next
      const { passed, said } = await run(command, ...args)
      outcomes.push(passed)
      process.stdout.write(said)
      console.log(`${passed ? 'ok    ' : 'FAILED'}  ${name}`)
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
  return outcomes
}

/** Vitest's report of one run, or null where it left none. */
const reportOf = async (...args) => {
  const folder = mkdtempSync(join(tmpdir(), 'siglum-test-'))
  const report = join(folder, 'report.json')
  try {
    const options = ['--reporter=default', '--reporter=json', `--outputFile=${report}`]
    const outcome = await runVitest('run', ...options, ...args)
    return { ...JSON.parse(readFileSync(report, 'utf8')), ...outcome }
  } catch (error) {
    console.error(`The tests left no report: ${error.message}`)
    return null
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A file that is not well though none of its tests and hooks failed: the process that ran it died. */
const isLost = ({ status, message, assertionResults }) =>
  status === 'failed' && !message && assertionResults.every((test) => test.status !== 'failed')

const countOf = ({ testResults }, status) =>
  testResults.flatMap(({ assertionResults }) => assertionResults).filter((test) => test.status === status)
    .length

/** Vitest's own counts; a run that leaves none counts as one failure, and so does whatever else it is unhappy about. */
const countsOf = (report) => {
  if (report === null) return { passed: 0, failed: 1, skipped: 0 }
  const failed = countOf(report, 'failed')
  const passed = countOf(report, 'passed')
  const skipped = countOf(report, 'pending') + countOf(report, 'skipped')
  return { passed, failed: failed === 0 && !report.passed ? 1 : failed, skipped }
}

/** A native crash takes a whole file's tests with it. More than this is no accident. */
const MOST_LOST = 2

/**
 * Where processes died and nothing else is wrong, their files are run again, once, and each death is told in the
 * counts: whether the code is right is then known, and that something crashed is not forgotten.
 */
const runTests = async (options) => {
  const report = await reportOf(...options)
  const lost = report?.passed === false ? report.testResults.filter(isLost) : []
  const kept = report?.testResults.filter((file) => !isLost(file)) ?? []
  for (const { name } of lost) console.log(`LOST    the process that ran ${relative(root, name)} died`)
  if (lost.length > 0 && report.lastWords.length > 0)
    console.log(`Last words:\n${report.lastWords.join('\n')}`)
  const onlyDeaths =
    lost.length > 0 &&
    lost.length <= MOST_LOST &&
    report.unhandled === lost.length &&
    kept.every(({ status }) => status !== 'failed')
  if (!onlyDeaths) return { ...countsOf(report), lost }
  const again = countsOf(await reportOf(...lost.map(({ name }) => relative(root, name))))
  const first = countsOf({ passed: true, testResults: kept })
  const sum = (what) => first[what] + again[what]
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped'), lost }
}

const checks = await runChecks()
const tests = await runTests(process.argv.slice(2))
const passed = checks.filter(Boolean).length + tests.passed
const failed = checks.filter((ok) => !ok).length + tests.failed
if (tests.skipped > 0)
  console.log(`${tests.skipped} skipped: see the warnings above for what this machine lacks`)
if (tests.lost.length > 0) console.log(`test processes that died: ${tests.lost.length}, see LOST above`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
