import type { Deps } from './deps.ts'
import { given } from './given.ts'
import type { HandlersOf } from './task.ts'

export const custodyHandlers = ({ session, files, onMade }: Deps): HandlersOf<'custody'> => {
  const acting = () => {
    const engine = session.engine()
    return { engine, by: engine.user.name }
  }
  return {
    'custody.step': ({ copies, step, scan }) => {
      const { engine, by } = acting()
      const held = scan === undefined ? null : files.held(scan)
      return engine.step({
        copies: given(copies),
        step: given(step),
        by,
        ...(held === null ? {} : { scan: held.path, scanName: held.name }),
      })
    },
    'custody.reprint': async ({ folder, ...asked }, task) => {
      const { engine, by } = acting()
      const made = await task.inTurn(() => engine.reprint({ ...given(asked), out: folder, by }, task))
      onMade([folder, ...made.copies.map(({ file }) => file)])
      return made
    },
    'custody.muster': ({ found, document, issuance, ...asked }) => {
      const { engine, by } = acting()
      const scope = given({ documentId: document, issuanceId: issuance })
      return engine.muster({ ...given(asked), ...scope, found: given(found), by })
    },
    'custody.hand-over': ({ counted, ...asked }) => {
      const { engine, by } = acting()
      return engine.handOver({
        ...given(asked),
        ...(counted === undefined ? {} : { counted: given(counted) }),
        by,
      })
    },
    'custody.correct': (asked) => {
      const { engine, by } = acting()
      return engine.correct({ ...asked, by })
    },
    'custody.amend': ({ fields, ...asked }) => {
      const { engine, by } = acting()
      return engine.amend({ ...asked, fields: given(fields), by })
    },
  }
}
