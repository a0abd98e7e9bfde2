import { Option } from 'commander'
import type { Command } from 'commander'
import { z } from 'zod'
import { usersResultSchema } from '../../shared/contract/keeping-results.ts'
import type { UsersResult } from '../../shared/contract/keeping-results.ts'
import { roleSchema } from '../../shared/contract/roles.ts'
import { newPassphrase } from './passphrase.ts'
import { runCommand, withEngine, withReadingEngine } from './run-command.ts'
import { table } from './table.ts'

const optionsSchema = z.object({ vault: z.string(), json: z.boolean().default(false) })
const namedSchema = optionsSchema.extend({ name: z.string() })
const addSchema = namedSchema.extend({ role: roleSchema })

const print = ({ users }: UsersResult): void => {
  const rows = users.map(({ name, role, active, since }) => [
    name,
    role,
    active ? 'here' : 'removed',
    since.slice(0, 10),
  ])
  process.stdout.write(table(['name', 'role', '', 'since'], rows))
}

const addListing = (users: Command): void => {
  users
    .command('list')
    .description('who has, or had, a passphrase')
    .requiredOption('--vault <dir>', 'the vault')
    .option('--json', 'print one JSON object')
    .action((given: unknown) => {
      const { vault, json } = optionsSchema.parse(given)
      return runCommand({
        json,
        schema: usersResultSchema,
        work: () => withReadingEngine(vault, (engine) => engine.users()),
        print,
      })
    })
}

const addAdding = (users: Command): void => {
  users
    .command('add')
    .description('give somebody a passphrase of their own')
    .requiredOption('--vault <dir>', 'the vault')
    .requiredOption('--name <name>', 'as it will stand in the records')
    .addOption(
      new Option(
        '--role <role>',
        'custodian: everything; investigator: trace and read; auditor: read and export',
      )
        .choices(roleSchema.options)
        .makeOptionMandatory(),
    )
    .option('--json', 'print one JSON object')
    .action((given: unknown) => {
      const { vault, name, role, json } = addSchema.parse(given)
      return runCommand({
        json,
        schema: usersResultSchema,
        work: () =>
          withEngine(vault, async (engine, passphrase) =>
            engine.addUser({ passphrase, name, role, newPassphrase: await newPassphrase(name) }),
          ),
        print,
      })
    })
}

const addRemoving = (users: Command): void => {
  users
    .command('remove')
    .description('take somebody off the desk; what they recorded stays')
    .requiredOption('--vault <dir>', 'the vault')
    .requiredOption('--name <name>', 'whom')
    .option('--json', 'print one JSON object')
    .action((given: unknown) => {
      const { vault, name, json } = namedSchema.parse(given)
      return runCommand({
        json,
        schema: usersResultSchema,
        work: () => withEngine(vault, (engine, passphrase) => engine.removeUser({ passphrase, name })),
        print,
      })
    })
}

export const addUsers = (program: Command): void => {
  const users = program.command('users').description('who is at the desk, in which role')
  for (const add of [addListing, addAdding, addRemoving]) add(users)
}
