import { basename, join } from 'node:path'
import type { Deps } from './deps.ts'
import { given } from './given.ts'
import type { HandlersOf } from './task.ts'

export const auditHandlers = ({ session, files, onMade }: Deps): HandlersOf<'audit'> => ({
  'audit.events': (page, task) => session.engine().logPage(page, task.signal),
  'audit.verify': ({ files: kept = [], text }, task) => {
    const held = kept.map((file) => files.held(file))
    return session.engine().verifyApart({ files: held, texts: text === undefined ? [] : [text] }, task.signal)
  },
  'audit.checkpoint': () => session.engine().checkpointQr(),
  'audit.backup': async (_, task) => {
    const engine = session.engine()
    const result = await engine.backup({ out: join(files.workFolder(), engine.backupName()) }, task)
    return { result: { ...result, file: basename(result.file) }, saved: [files.adopt(result.file)] }
  },
  'audit.backup-to-folder': async ({ folder }, task) => {
    const result = await session.engine().backup({ ladderDir: folder }, task)
    onMade([folder, result.file])
    return result
  },
})

export const userHandlers = ({ session }: Deps): HandlersOf<'users'> => ({
  'users.list': () => session.engine().users(),
  'users.add': (person) => session.engine().addUser(person),
  'users.remove': (person) => session.engine().removeUser(person),
  'users.passphrase': (change) => session.engine().changePassphrase(given(change)),
})
