import type { Command } from 'commander'
import { z } from 'zod'
import { bundleCheckResultSchema, bundleResultSchema } from '../../../shared/contract/paper-results.ts'
import type { BundleCheckResult } from '../../../shared/contract/paper-results.ts'
import { verifyBundle } from '../../engine.ts'
import type { BundleCheckRequest } from '../../engine.ts'
import { parseOptions } from '../options.ts'
import { EXIT, runCommand, withEngine } from '../run-command.ts'
import { plain } from '../table.ts'
import { vaultOptions, withVault } from './copy-options.ts'

const bundleOptions = z.object({ ...vaultOptions, out: z.string() })

export const addBundle = (program: Command): void => {
  withVault(program.command('bundle'))
    .description(
      'pack a trace with all it rests on into a ZIP that verify checks offline, and a report as PDF',
    )
    .argument('<evidence>', 'the folder that trace --evidence filled')
    .requiredOption('--out <file>', 'the ZIP; the report goes beside it')
    .action((evidence: string, options: unknown) => {
      const { vault, by, json, out } = parseOptions(bundleOptions, options)
      return runCommand({
        json,
        schema: bundleResultSchema,
        work: () =>
          withEngine(vault, (engine) => engine.bundle({ evidence, out, by: by ?? engine.user.name })),
        print: ({ file, report, events, registerKey }) =>
          process.stdout.write(
            `${file}\n${report}\n${events} events proven. Whoever checks it needs the register's key, and should get it by another way:\n` +
              `  siglum verify ${plain(file)} --register-key ${registerKey}\n`,
          ),
      })
    })
}

const LEADS = { agrees: '', 'cannot-tell': 'CANNOT TELL: ' } as const

const EXIT_OF: Readonly<Record<BundleCheckResult['verdict'], number>> = {
  holds: EXIT.done,
  broken: EXIT.failed,
  'cannot-tell': EXIT.untold,
}

const whomItNames = ({ copy, document, recipient, alsoCopies }: BundleCheckResult): string => {
  if (copy === null) return 'It names no copy.'
  const named = [{ copy, document: document ?? '', recipient: recipient ?? '' }, ...alsoCopies]
  const each = named.map((one) => `copy ${one.copy} of "${one.document}", made for ${one.recipient}`)
  return `It names ${each.join('; and ')}.`
}

const printCheck = (result: BundleCheckResult): void => {
  const { verdict, events, size, key, keyGiven, outside, findings } = result
  if (verdict !== 'broken') {
    process.stdout.write('Holds: every file, every event and the result are as they were recorded.\n')
    process.stdout.write(`${plain(whomItNames(result))}\n`)
  } else {
    process.stdout.write('BROKEN: do not rely on this bundle.\n')
    for (const finding of findings) process.stdout.write(`  ${plain(finding)}\n`)
  }
  process.stdout.write(`${events} events proven in a register of ${size}.\n`)
  for (const { message, outcome } of outside)
    if (outcome !== 'contradicts') process.stdout.write(`${LEADS[outcome]}${plain(message)}\n`)
  if (!keyGiven)
    process.stdout.write(
      `The register's key was taken from the bundle itself. Compare it with one from elsewhere, or give that with\n--register-key: ${plain(key)}\n`,
    )
}

/** `verify BUNDLE`: needs no vault and no passphrase. */
export const runBundleCheck = (request: BundleCheckRequest, json: boolean): Promise<void> =>
  runCommand({
    json,
    schema: bundleCheckResultSchema,
    work: () => verifyBundle(request),
    print: printCheck,
    exitCode: ({ verdict }) => EXIT_OF[verdict],
  })
