// What `npm test` runs: the house's own checks, then every test. All of it runs even when something fails early, and
// the last line counts: `123 passed, 0 failed`. Options are handed on to vitest, e.g. `npm test -- test/unit/register`.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const binaries = join(root, 'node_modules', '.bin')

const run = (command, ...args) =>
  spawnSync(join(binaries, command), args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: `${binaries}${delimiter}${process.env.PATH ?? ''}` },
  }).status === 0

const CHECKS = [
  ['types of shared', 'tsc', '-p', 'shared'],
  ['types of main', 'tsc', '-p', 'main'],
  ['types of renderer', 'tsc', '-p', 'renderer'],
  ['types of test', 'tsc', '-p', 'test'],
  ['lint', 'oxlint', '--deny-warnings', '.'],
  ['format', 'prettier', '--check', '--log-level', 'warn', '.'],
  [
    'layers',
    'depcruise',
    '--config',
    '.dependency-cruiser.mjs',
    '--output-type',
    'err-long',
    '{main,shared,renderer,test}',
  ],
]

const runChecks = () =>
  CHECKS.map(([name, command, ...args]) => {
    const passed = run(command, ...args)
    console.log(`${passed ? 'ok    ' : 'FAILED'}  ${name}`)
    return passed
  })

/** Vitest's own counts; a run that leaves none (a crash) counts as one failure. */
const runTests = (options) => {
  const folder = mkdtempSync(join(tmpdir(), 'siglum-test-'))
  const report = join(folder, 'report.json')
  try {
    const passed = run(
      'vitest',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile=${report}`,
      ...options,
    )
    const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'))
    const failed = numFailedTests === 0 && !passed ? 1 : numFailedTests
    return { passed: numPassedTests, failed, skipped: numPendingTests }
  } catch (error) {
    console.error(`The tests left no report: ${error.message}`)
    return { passed: 0, failed: 1, skipped: 0 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const checks = runChecks()
const tests = runTests(process.argv.slice(2))
const passed = checks.filter(Boolean).length + tests.passed
const failed = checks.filter((ok) => !ok).length + tests.failed
if (tests.skipped > 0)
  console.log(`${tests.skipped} skipped: see the warnings above for what this machine lacks`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
