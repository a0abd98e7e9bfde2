import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../../shared/contract/failure.ts'
import { drawLeak } from '../engine.ts'
import type { FileId } from '../../shared/contract/app/call.ts'
import type { Deps } from './deps.ts'
import type { HeldFile } from './file-store.ts'
import { given } from './given.ts'
import type { HandlersOf } from './task.ts'

/** What no system minds in a file's name; a leak is told by the name under which it was found. */
const plainName = (name: string): string =>
  [...name.normalize('NFC')]
    .map((c) => (/[\p{L}\p{N} ._()-]/u.test(c) ? c : '_'))
    .join('')
    .slice(0, 120) || 'leak'

export const traceHandlers = ({ session, files }: Deps): HandlersOf<'trace'> => {
  /** The leak under the name it came by, which the record and the evidence bear, in a folder of its own. */
  const named = ({ name, path }: HeldFile): string => {
    const copy = join(files.workFolder(), plainName(name))
    copyFileSync(path, copy)
    return copy
  }
  const leaksOf = (asked: readonly FileId[]): string[] => asked.map((file) => named(files.held(file)))
  return {
    'trace.run': ({ files: asked, texts = [], document, issuance, limit, byHand }, task) => {
      const engine = session.engine()
      if (asked.length + texts.length === 0) throw new Failure('usage', 'There is nothing to be traced.')
      const request = {
        files: leaksOf(asked),
        texts: texts.map(({ name, text }) => ({ name: plainName(name), text })),
        by: engine.user.name,
        limit: limit ?? engine.settings().limit,
        ...given({ documentId: document, issuanceId: issuance }),
        ...(byHand === undefined
          ? {}
          : { byHand: { documentId: byHand.document, page: byHand.page, corners: byHand.corners } }),
      }
      return task.inTurn(() => engine.traceForScreen(request, task))
    },
    'trace.leak-picture': ({ file, widthPx }) => {
      session.engine().touch()
      return drawLeak(files.held(file).path, widthPx)
    },
    'trace.list': () => session.engine().traces(),
    'trace.view': ({ trace }) => session.engine().keptTrace(trace),
    'trace.bundle': async ({ trace }) => {
      const engine = session.engine()
      const out = join(files.workFolder(), `${trace}.zip`)
      const result = await engine.bundleKept({ traceId: trace, out, by: engine.user.name })
      return { result, saved: [files.adopt(result.file), files.adopt(result.report)] }
    },
  }
}
