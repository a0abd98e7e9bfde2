import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { openEngine } from '../../../main/engine.ts'
import { openVault } from '../../../main/vault.ts'
import { importDocument, reserve } from './plain-events.ts'

/**
 * Adds and removes people, changes a passphrase, redacts and makes backups without end, and reports on standard output what
 * was confirmed, one JSON object a line, each only after the call returned. Killed from outside.
 */
const [dir, folder, first] = process.argv.slice(2)
const confirm = (what: object): void => void writeSync(1, `${JSON.stringify(what)}\n`)

let passphrase = first
for (let round = 0; ; round += 1) {
  const vault = await openVault(dir, { passphrase, name: 'tester' })
  const names = [`Ann ${process.pid}-${round}`, `Bob ${process.pid}-${round}`]
  reserve(vault.register, importDocument(vault.register, vault.blobs.put(Buffer.from('original'))), names)
  vault.close()
  const engine = await openEngine(dir, { passphrase, name: 'tester' })
  const name = `user ${process.pid}-${round}`
  await engine.addUser({ passphrase, name, role: 'auditor', newPassphrase: `passphrase of ${name}` })
  confirm({ added: name })
  engine.redact({ recipient: names[0], reason: 'over' })
  confirm({ redacted: names[0] })
  const file = join(folder, `${process.pid}-${round}.backup`)
  const { size } = await engine.backup({ out: file })
  confirm({ backup: file, size })
  await engine.removeUser({ passphrase, name })
  confirm({ removed: name })
  const next = `passphrase ${process.pid}-${round}`
  confirm({ trying: next })
  await engine.changePassphrase({ passphrase, newPassphrase: next })
  passphrase = next
  confirm({ passphrase: next })
  engine.close()
}
