#!/usr/bin/env node
import { Command, CommanderError } from 'commander'
import { Failure } from '../../shared/contract/failure.ts'
import { addCorrectCommands } from './custody/correct-commands.ts'
import { addDeskCommands } from './custody/desk-commands.ts'
import { addExport, addSheet } from './custody/paper-commands.ts'
import { addLookCommands } from './custody/look-commands.ts'
import { addReprint } from './custody/reprint-command.ts'
import { addStepCommands } from './custody/step-commands.ts'
import { addInit } from './init-command.ts'
import { addIssue } from './issue-command.ts'
import { addList } from './list-command.ts'
import { EXIT, fail } from './run-command.ts'
import { addTrace } from './trace-command.ts'
import { addVerify } from './verify-command.ts'

// npm runs scripts in the clone's folder; paths are meant from where the person stands.
if (process.env.npm_lifecycle_event === 'siglum' && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD)

const program = new Command('siglum')
  .description(
    "Marks every recipient's copy of a confidential paper, keeps the register, traces a leak to the copy.",
  )
  .showSuggestionAfterError()
  .exitOverride()
  // Said once, by the catch below: as JSON where that was asked for.
  .configureOutput({ writeErr: () => undefined })
  .addHelpText(
    'after',
    '\nThe passphrase is asked for, or taken from SIGLUM_PASSPHRASE.\n' +
      'Exit codes: 0 the command did its work, whatever a trace found; 1 it failed or was refused, or verify or\nmuster found something wrong; 2 wrong usage.\n',
  )

for (const add of [
  addInit,
  addIssue,
  addReprint,
  addTrace,
  addList,
  addLookCommands,
  addStepCommands,
  addDeskCommands,
  addCorrectCommands,
  addExport,
  addSheet,
  addVerify,
])
  add(program)

try {
  await program.parseAsync()
} catch (error) {
  const json = process.argv.includes('--json')
  if (!(error instanceof CommanderError)) fail(error, json)
  else if (error.exitCode === 0) process.exitCode = EXIT.done
  else if (error.code === 'commander.help') {
    process.stderr.write(program.helpInformation())
    process.exitCode = EXIT.usage
  } else {
    const message = error.message.replace(/^error: /, '')
    fail(
      new Failure('usage', `${message.charAt(0).toUpperCase()}${message.slice(1)} (siglum --help shows how)`),
      json,
    )
  }
}
