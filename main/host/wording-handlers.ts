import type { Deps } from './deps.ts'
import type { HandlersOf } from './task.ts'

export const wordingHandlers = ({ session, files }: Deps): HandlersOf<'wording'> => ({
  'wording.propose': ({ document, password }, task) =>
    session.engine().proposeWordings({ ...files.held(document), password }, task),
  'wording.read': ({ document, list }) =>
    session.engine().readWordings(files.held(document), files.held(list)),
})
