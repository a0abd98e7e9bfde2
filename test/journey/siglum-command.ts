import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..', '..')
const SCRIPT = join(ROOT, 'main', 'cli', 'siglum.ts')

export const PASSPHRASE = 'correct horse battery staple'

export interface Ran {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

const environment = (passphrase: string) => ({ ...process.env, SIGLUM_PASSPHRASE: passphrase })

/** The real command, as a person or a script runs it. */
export const siglum = (args: readonly string[], passphrase = PASSPHRASE): Ran =>
  siglumWith(args, { SIGLUM_PASSPHRASE: passphrase })

/** The same with any of the secrets that it would ask for; the vault's passphrase unless told otherwise. */
export const siglumWith = (args: readonly string[], secrets: Readonly<Record<string, string>>): Ran =>
  ran(args, secrets, '')

/** The same with something to read on standard input. */
export const siglumWithInput = (args: readonly string[], input: string): Ran => ran(args, {}, input)

const ran = (args: readonly string[], secrets: Readonly<Record<string, string>>, input: string): Ran => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...environment(PASSPHRASE), ...secrets },
    input,
  })
  return { status, stdout, stderr }
}

/** Starts it and returns at once. */
export const startSiglum = (args: readonly string[]): ChildProcess =>
  spawn(process.execPath, [SCRIPT, ...args], { cwd: ROOT, env: environment(PASSPHRASE), stdio: 'ignore' })

/** Creates a vault whose passphrase is cheap to check: a hundred openings should not cost a minute of scrypt. */
export const initCheapVault = (dir: string): Ran =>
  siglum(['init', '--vault', dir, '--scrypt-log-n', '10', '--json'])
