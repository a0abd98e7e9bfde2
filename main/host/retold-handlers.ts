import { readPost } from '../engine.ts'
import type { Deps } from './deps.ts'
import { given } from './given.ts'
import type { HandlersOf } from './task.ts'

export const retoldHandlers = ({ session, files }: Deps): HandlersOf<'retold'> => ({
  'retold.run': ({ text, ...asked }, task) => {
    const engine = session.engine()
    const request = { text, by: engine.user.name, ...given(asked) }
    return task.inTurn(() => engine.retold(request, task))
  },
  'retold.read': async ({ file }) => {
    session.engine().touch()
    const { path, name } = files.held(file)
    return { text: await readPost(path, name) }
  },
})
