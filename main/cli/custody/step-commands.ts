import { Option } from 'commander'
import type { Command } from 'commander'
import { z } from 'zod'
import { channelSchema, conditionSchema } from '../../../shared/contract/custody-events.ts'
import { collect, given } from '../options.ts'
import { dayOption } from './copy-options.ts'
import { addStepCommand } from './step-command.ts'

const words = z.string().min(1).optional()

const addHandOut = (program: Command): void =>
  addStepCommand(program, {
    name: 'hand-out',
    description: 'record that copies were handed out',
    add: (command) =>
      command
        .addOption(
          new Option('--channel <channel>', 'how').choices(channelSchema.options).makeOptionMandatory(),
        )
        .option('--to <name>', 'who took them, when that was not the recipient')
        .option('--due <day>', 'when they are due back'),
    shape: { channel: channelSchema, to: words, due: dayOption },
    step: ({ channel, to, due }) => ({ type: 'copy-handed-out', channel, ...given({ to, due }) }),
    done: 'handed out',
  })

const addReceive = (program: Command): void =>
  addStepCommand(program, {
    name: 'receive',
    description: 'record signed receipts',
    add: (command) =>
      command
        .alias('receipt')
        .option('--name <name>', 'who signed (default: whoever has each copy)')
        .option('--scan <file>', 'the signed sheet, kept encrypted in the vault'),
    shape: { name: words, scan: words },
    step: ({ name }) => ({ type: 'receipt-signed', ...given({ name }) }),
    scan: ({ scan }) => scan,
    done: 'signed for',
  })

const addPageCheck = (program: Command): void =>
  addStepCommand(program, {
    name: 'page-check',
    description: 'record that the pages of copies were counted',
    add: (command) =>
      command
        .option('--incomplete', 'pages were missing (say which with --note)')
        .option('--checker <name>', 'who counted'),
    shape: { incomplete: z.boolean().default(false), checker: words },
    step: ({ incomplete, checker }) => ({
      type: 'pages-checked',
      complete: !incomplete,
      ...given({ checker }),
    }),
    done: 'checked',
  })

const addTransfer = (program: Command): void =>
  addStepCommand(program, {
    name: 'transfer',
    description: 'record that copies were handed on, or lent',
    add: (command) =>
      command
        .requiredOption('--to <name>', 'who has them now')
        .option('--unit <unit>', 'of which unit')
        .option('--id <id>', 'staff number or the like')
        .option('--lend', 'lent, to be taken back')
        .option('--due <day>', 'when they are due back'),
    shape: {
      to: z.string().min(1),
      unit: words,
      id: words,
      lend: z.boolean().default(false),
      due: dayOption,
    },
    step: ({ to, unit = '', id = '', lend, due }) => ({
      type: 'copy-transferred',
      to: { name: to, unit, id, email: '' },
      lent: lend,
      ...given({ due }),
    }),
    done: 'passed on',
  })

const addTakeBack = (program: Command): void =>
  addStepCommand(program, {
    name: 'take-back',
    description: 'record that lent copies are back with whoever lent them',
    add: (command) => command,
    shape: {},
    step: () => ({ type: 'copy-taken-back' }),
    done: 'taken back',
  })

const addRecall = (program: Command): void =>
  addStepCommand(program, {
    name: 'recall',
    description: 'record that copies were called back',
    add: (command) => command.option('--due <day>', 'by when'),
    shape: { due: dayOption },
    step: ({ due }) => ({ type: 'copy-recalled', ...given({ due }) }),
    done: 'recalled',
  })

const addReturn = (program: Command): void =>
  addStepCommand(program, {
    name: 'return',
    description: 'record that copies came back, and list those still out',
    add: (command) =>
      command
        .addOption(
          new Option('--condition <condition>', 'as they came back')
            .choices(conditionSchema.options)
            .default('good'),
        )
        .option('--receiver <name>', 'who took them in (default: who records it)'),
    shape: { condition: conditionSchema, receiver: words },
    step: ({ condition, receiver }) => ({ type: 'copy-returned', condition, ...given({ receiver }) }),
    done: 'returned',
    listsOutstanding: true,
  })

const addDestroy = (program: Command): void =>
  addStepCommand(program, {
    name: 'destroy',
    description: 'record the destruction of copies that were returned',
    add: (command) =>
      command
        .requiredOption('--method <text>', 'how, e.g. shredded')
        .requiredOption('--approver <name>', 'who approved it')
        .option('--witness <name>', 'who saw it; given twice, for two different people', collect, [])
        .requiredOption('--certificate <number>', 'number of the destruction certificate'),
    shape: {
      method: z.string().min(1),
      approver: z.string().min(1),
      witness: z.tuple([z.string().min(1), z.string().min(1)], 'is given twice, once for each witness'),
      certificate: z.string().min(1),
    },
    step: ({ method, approver, witness, certificate }) => ({
      type: 'copy-destroyed',
      method,
      approver,
      witnesses: witness,
      certificate,
    }),
    done: 'destroyed',
  })

const addLost = (program: Command): void =>
  addStepCommand(program, {
    name: 'lost',
    description: 'record that copies are lost',
    add: (command) => command.option('--reporter <name>', 'who reported it'),
    shape: { reporter: words },
    step: ({ reporter }) => ({ type: 'copy-lost', ...given({ reporter }) }),
    done: 'recorded as lost',
  })

const addLinkIncident = (program: Command): void =>
  addStepCommand(program, {
    name: 'link-incident',
    description: 'link copies to an incident',
    add: (command) =>
      command
        .requiredOption('--incident <number>', "the incident's number or name")
        .option('--trace <id>', 'the trace that led to it'),
    shape: { incident: z.string().min(1), trace: words },
    step: ({ incident, trace }) => ({
      type: 'incident-linked',
      incident,
      ...given({ traceId: trace }),
    }),
    done: 'linked',
  })

export const addStepCommands = (program: Command): void => {
  for (const add of [
    addHandOut,
    addReceive,
    addPageCheck,
    addTransfer,
    addTakeBack,
    addRecall,
    addReturn,
    addDestroy,
    addLost,
    addLinkIncident,
  ])
    add(program)
}
