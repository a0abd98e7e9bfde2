import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { Failure } from '../../shared/contract/failure.ts'

/** Asks on stderr and shows nothing of what is typed. */
const askHidden = (prompt: string): Promise<string> =>
  new Promise((resolve, reject) => {
    process.stderr.write(prompt)
    const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
    const reader = createInterface({ input: process.stdin, output: silent, terminal: true })
    let answered = false
    reader.once('SIGINT', () => reader.close())
    reader.once('close', () => {
      process.stderr.write('\n')
      if (!answered) reject(new Failure('cancelled', 'Cancelled; no passphrase was given.'))
    })
    reader.question('', (typed) => {
      answered = true
      reader.close()
      resolve(typed)
    })
  })

interface Secret {
  /** The environment variable that may hold it. */
  readonly variable: string
  readonly prompt: string
}

const fromEnvironment = (variable: string): string | null => {
  const given = process.env[variable]
  if (given !== undefined && given !== '') return given
  if (process.stdin.isTTY) return null
  throw new Failure('usage', `Nobody to ask: set ${variable}, or run at a terminal to be asked for it.`)
}

const askSecret = async ({ variable, prompt }: Secret): Promise<string> =>
  fromEnvironment(variable) ?? askHidden(prompt)

/** Asked twice, since a slip in a new passphrase would lock everybody out. */
const askNewSecret = async ({ variable, prompt }: Secret): Promise<string> => {
  const given = fromEnvironment(variable)
  if (given !== null) return given
  const first = await askHidden(`${prompt} (8 characters or more): `)
  if ((await askHidden('The same again: ')) === first) return first
  throw new Failure('usage', 'The two passphrases differ; nothing was changed. Try again.')
}

const PASSPHRASE = 'SIGLUM_PASSPHRASE'
const WITNESS_PASSPHRASE = 'SIGLUM_WITNESS_PASSPHRASE'

export const passphraseOfVault = (): Promise<string> =>
  askSecret({ variable: PASSPHRASE, prompt: 'Passphrase of the vault: ' })

/** For a vault that is being made. */
export const firstPassphrase = (): Promise<string> =>
  askNewSecret({ variable: PASSPHRASE, prompt: 'New passphrase' })

/** In place of another, or for another person. */
export const newPassphrase = (whose: string): Promise<string> =>
  askNewSecret({ variable: 'SIGLUM_NEW_PASSPHRASE', prompt: `New passphrase of ${whose}` })

export const recoveryKey = (): Promise<string> =>
  askSecret({ variable: 'SIGLUM_RECOVERY_KEY', prompt: 'Recovery key: ' })

export const passphraseOfWitness = (): Promise<string> =>
  askSecret({ variable: WITNESS_PASSPHRASE, prompt: 'Passphrase of the witness: ' })

export const newPassphraseOfWitness = (): Promise<string> =>
  askNewSecret({ variable: WITNESS_PASSPHRASE, prompt: 'New passphrase of the witness' })

/** Whose passphrase it is, where several people have one; unless told, each is tried. */
export const deskUser = (): { readonly name?: string } => {
  const name = process.env.SIGLUM_USER
  return name === undefined || name === '' ? {} : { name }
}
