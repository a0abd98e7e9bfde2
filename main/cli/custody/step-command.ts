import type { Command } from 'commander'
import { z } from 'zod'
import { stepResultSchema } from '../../../shared/contract/custody-results.ts'
import type { StepRequest } from '../../engine.ts'
import { given, parseOptions } from '../options.ts'
import { runCommand, withEngine } from '../run-command.ts'
import { selection, stepOptions, withStep } from './copy-options.ts'
import { printStep } from './print-copies.ts'

type Step = StepRequest['step']

interface StepCommand<O extends z.ZodRawShape> {
  readonly name: string
  readonly description: string
  /** Options beside those of every step. */
  readonly add: (command: Command) => Command
  readonly shape: O
  readonly step: (options: z.output<z.ZodObject<O>>) => Omit<Step, 'on' | 'note'>
  readonly scan?: (options: z.output<z.ZodObject<O>>) => string | undefined
  /** After "3 copies". */
  readonly done: string
  readonly listsOutstanding?: boolean
}

/** A command that records one step for every copy named. */
export const addStepCommand = <O extends z.ZodRawShape>(program: Command, command: StepCommand<O>): void => {
  command
    .add(withStep(program.command(command.name).description(command.description)))
    .action((names: string[], options: unknown) => {
      const { vault, by, json, all, list, on, note } = parseOptions(z.object(stepOptions), options)
      const own = parseOptions(z.object(command.shape), options)
      const scan = command.scan?.(own)
      const step = { ...command.step(own), ...given({ on, note }) } as Step
      return runCommand({
        json,
        schema: stepResultSchema,
        work: () =>
          withEngine(vault, (engine) =>
            engine.step({
              copies: selection(names, { all, list }),
              by: by ?? engine.user.name,
              step,
              ...(scan === undefined ? {} : { scan }),
            }),
          ),
        print: printStep(command.done, command.listsOutstanding ?? false),
      })
    })
}
