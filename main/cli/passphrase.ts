import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { Failure } from '../../shared/contract/failure.ts'

const VARIABLE = 'SIGLUM_PASSPHRASE'

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

const fromEnvironment = (): string | null => {
  const given = process.env[VARIABLE]
  if (given !== undefined && given !== '') return given
  if (process.stdin.isTTY) return null
  throw new Failure('usage', `No passphrase: set ${VARIABLE}, or run at a terminal to be asked for it.`)
}

export const passphraseOfVault = async (): Promise<string> =>
  fromEnvironment() ?? askHidden('Passphrase of the vault: ')

/** Asked twice, since a slip in a new passphrase would lock everybody out. */
export const newPassphrase = async (): Promise<string> => {
  const given = fromEnvironment()
  if (given !== null) return given
  const first = await askHidden('New passphrase (8 characters or more): ')
  if ((await askHidden('The same again: ')) === first) return first
  throw new Failure('usage', 'The two passphrases differ; nothing was created. Try again.')
}
