#!/usr/bin/env node
import { Command, CommanderError, InvalidArgumentError } from 'commander'
import { z } from 'zod'
import { Failure } from '../../shared/contract/failure.ts'
import { addBundle } from './custody/bundle-command.ts'
import { addCorrectCommands } from './custody/correct-commands.ts'
import { addDeskCommands } from './custody/desk-commands.ts'
import { addExport, addSheet } from './custody/paper-commands.ts'
import { addLookCommands } from './custody/look-commands.ts'
import { addReprint } from './custody/reprint-command.ts'
import { addStepCommands } from './custody/step-commands.ts'
import { addBackup, addRestore } from './backup-command.ts'
import { addCheckProof } from './check-proof-command.ts'
import { addCheckpoint } from './checkpoint-command.ts'
import { addExportProof } from './export-proof-command.ts'
import { addInit } from './init-command.ts'
import { addIssue } from './issue-command.ts'
import { addList } from './list-command.ts'
import { addPassphrase, addRecover } from './passphrase-command.ts'
import { addRedact } from './redact-command.ts'
import { addRetold } from './retold-command.ts'
import { EXIT, fail, PATIENCE_S, waitFor } from './run-command.ts'
import { addTrace } from './trace-command.ts'
import { addUsers } from './users-command.ts'
import { addVerify } from './verify-command.ts'
import { addWitness } from './witness-command.ts'
import { addWording } from './wording-command.ts'

// npm runs scripts in the clone's folder; paths are meant from where the person stands.
if (process.env.npm_lifecycle_event === 'siglum' && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD)

// Whoever reads what we print may stop reading, as head does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

const MOST_WAIT_S = 86_400
const globalSchema = z.object({ wait: z.number() })

const parseSeconds = (text: string): number => {
  const seconds = text.trim() === '' ? Number.NaN : Number(text)
  if (seconds >= 0 && seconds <= MOST_WAIT_S) return seconds
  throw new InvalidArgumentError(`It is a number of seconds from 0 to ${MOST_WAIT_S}.`)
}

const program = new Command('siglum')
  .description(
    "Marks every recipient's copy of a confidential paper, keeps the register, traces a leak to the copy.",
  )
  .option('--wait <seconds>', 'for a vault that another program is using', parseSeconds, PATIENCE_S)
  .hook('preAction', (self) => waitFor(globalSchema.parse(self.opts()).wait))
  .configureHelp({ showGlobalOptions: true })
  .showSuggestionAfterError()
  .exitOverride()
  // Said once, by the catch below: as JSON where that was asked for.
  .configureOutput({ writeErr: () => undefined })
  .addHelpText(
    'after',
    '\nSecrets are asked for, or taken from SIGLUM_PASSPHRASE, SIGLUM_NEW_PASSPHRASE, SIGLUM_RECOVERY_KEY and\n' +
      'SIGLUM_WITNESS_PASSPHRASE; SIGLUM_USER says whose passphrase it is where several people have one.\n' +
      'Exit codes: 0 the command did its work, whatever a trace found; 1 it failed or was refused, or verify or\nmuster found something wrong; 2 wrong usage; 3 a checkpoint\nthat nothing tells of; 130 stopped on your request.\n',
  )

const JOURNEYS = [addInit, addWording, addIssue, addReprint, addTrace, addRetold]
const LOOKING = [addList, addLookCommands, addVerify]
const CUSTODY = [addStepCommands, addDeskCommands, addCorrectCommands, addExport, addSheet, addBundle]
const KEEPING = [addCheckpoint, addWitness, addExportProof, addRedact, addBackup, addRestore, addUsers]
const KEYS = [addCheckProof, addPassphrase, addRecover]
for (const add of [...JOURNEYS, ...LOOKING, ...CUSTODY, ...KEEPING, ...KEYS]) add(program)

/** The command that was called, which need not be one of the first level. */
const called = (command: Command): Command => {
  const next = command.commands.find((sub) => sub.name() === command.args[0])
  return next === undefined ? command : called(next)
}

/** Missing options are looked for before mistyped ones; but whoever mistyped one is helped by hearing of that. */
const parse = async (): Promise<void> => {
  try {
    await program.parseAsync()
  } catch (error) {
    const command = called(program)
    const missing = error instanceof CommanderError && error.code === 'commander.missingMandatoryOptionValue'
    const options = process.argv.slice(0, [...process.argv, '--'].indexOf('--'))
    const mistyped = command.args.some((arg) => arg.startsWith('--') && options.includes(arg))
    if (!missing || !mistyped) throw error
    for (const option of command.options) option.mandatory = false
    await program.parseAsync()
  }
}

try {
  await parse()
} catch (error) {
  const json = process.argv.includes('--json')
  if (!(error instanceof CommanderError)) fail(error, json)
  else if (error.exitCode === 0) process.exitCode = EXIT.done
  else if (error.code === 'commander.help') {
    process.stderr.write(program.helpInformation())
    process.exitCode = EXIT.usage
  } else {
    const message = error.message.replace(/^error: /, '').replaceAll('\n', ' ')
    fail(
      new Failure('usage', `${message.charAt(0).toUpperCase()}${message.slice(1)} (siglum --help shows how)`),
      json,
    )
  }
}
