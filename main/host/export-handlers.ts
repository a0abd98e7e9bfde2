import { basename, join } from 'node:path'
import type { ExportResult } from '../../shared/contract/paper-results.ts'
import type { Deps } from './deps.ts'
import { given } from './given.ts'
import type { HandlersOf } from './task.ts'

/** The day in a file's name. */
const today = (): string => new Date().toLocaleDateString('sv')

export const exportHandlers = ({ session, files }: Deps): HandlersOf<'export'> => {
  /** Whoever asked saves it where they like: paths of this session's folder would tell them nothing. */
  const handedOn = (result: ExportResult) => ({
    result: { ...result, file: basename(result.file), statement: basename(result.statement) },
    saved: [files.adopt(result.file), files.adopt(result.statement)],
  })
  return {
    'export.preview': ({ question, rows }) => session.engine().exportPreview(question, rows),
    'export.make': async ({ question, format, byteOrderMark }, task) => {
      const engine = session.engine()
      const out = join(files.workFolder(), `copies-${today()}.${format}`)
      const asked = { question: given(question), format, ...given({ byteOrderMark }) }
      return handedOn(await engine.export({ ...asked, out, by: engine.user.name }, task))
    },
    'export.sheet': async ({ sheet, of }, task) => {
      const engine = session.engine()
      const out = join(files.workFolder(), `${sheet}-${today()}.pdf`)
      return handedOn(await engine.sheet({ sheet, of, out, by: engine.user.name }, task))
    },
  }
}
