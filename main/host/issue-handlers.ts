import { readPeopleApart } from '../engine/app/read-people-apart.ts'
import type { PaperFile } from '../engine/app/paper-jobs.ts'
import type { FileId } from '../../shared/contract/app/call.ts'
import type { Deps } from './deps.ts'
import type { HandlersOf } from './task.ts'
import { given } from './given.ts'

export const issueHandlers = ({ session, files, onMade }: Deps): HandlersOf<'issue'> => {
  const paperOf = (asked: {
    readonly document: FileId
    readonly password?: string | undefined
  }): PaperFile => ({
    ...files.held(asked.document),
    password: asked.password,
  })
  return {
    'issue.look': (asked) => session.engine().look(paperOf(asked)),
    'issue.page': (asked) => session.engine().page(paperOf(asked), asked),
    'issue.read-list': async (asked) => {
      session.engine().touch()
      return readPeopleApart('file' in asked ? { path: files.held(asked.file).path } : { text: asked.text })
    },
    'issue.people': ({ begins }) => session.engine().peopleBeginning(begins),
    'issue.lists': () => session.engine().lists(),
    'issue.save-list': ({ name, recipients }) => session.engine().saveList(name, recipients),
    'issue.remove-list': ({ id }) => session.engine().removeList(id),
    'issue.preview': (asked, task) => session.engine().preview(paperOf(asked), asked, task),
    'issue.forecast': (asked, task) => session.engine().forecast(paperOf(asked), asked.medium, task),
    'issue.run': async ({ document, folder, recipients, medium, wording, ...fields }, task) => {
      const engine = session.engine()
      const { path, name } = files.held(document)
      const list = wording === undefined ? undefined : files.held(wording)
      const request = {
        ...given({ ...fields, wording: list?.path, wordingName: list?.name }),
        document: path,
        documentName: name,
        recipients,
        medium,
        out: folder,
        by: engine.user.name,
      }
      const issued = await task.inTurn(() => engine.issue(request, task))
      onMade([folder, ...issued.copies.map(({ file }) => file)])
      return issued
    },
    'issue.zip': async ({ issuance }, task) =>
      files.adopt(await session.engine().zipCopies(issuance, files.workFolder(), task)),
    'issue.copy-file': async ({ copy }) => {
      const { name, bytes } = await session.engine().copyFile(copy)
      return files.keep(name, bytes)
    },
    'issue.print-file': async ({ issuance, copies, duplex }, task) => {
      const asked = { issuance, duplex, ...given({ copies }) }
      return files.adopt(await session.engine().printFile(asked, files.workFolder(), task))
    },
  }
}
