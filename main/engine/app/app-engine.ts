import { openExtended } from '../../engine.ts'
import type { Engine } from '../../engine.ts'
import type { Opener } from '../../keys/wrap-master-key.ts'
import type { Vault } from '../../vault.ts'
import type { Question } from '../../../shared/contract/app/register-calls.ts'
import { auditQuestions } from './audit-questions.ts'
import { copyFiles } from './copy-files.ts'
import { exportPreview } from './export-preview.ts'
import { keptSettings } from './kept-settings.ts'
import { paperQuestions } from './paper-questions.ts'
import { openPapers } from './papers.ts'
import type { Papers } from './papers.ts'
import { registerQuestions } from './register-questions.ts'
import { wordingQuestions } from './wording-questions.ts'

const extensionOf = (vault: Vault, papers: Papers) => ({
  dir: vault.dir,
  /** Does nothing, but counts as use. */
  touch: (): void => {},
  ...keptSettings(vault),
  ...registerQuestions(vault),
  ...paperQuestions(vault, papers),
  ...wordingQuestions(vault),
  ...copyFiles(vault),
  ...auditQuestions(vault),
  exportPreview: (question: Question, rows: number) => exportPreview(vault, question, rows),
})

/** An engine with all that the desktop app asks of a vault beyond what the commands do. */
export type AppEngine = Engine & ReturnType<typeof extensionOf>

/** Throws as `openEngine`. */
export const openAppEngine = async (dir: string, opener: string | Opener): Promise<AppEngine> => {
  const papers = openPapers()
  const engine = await openExtended(dir, opener, (vault) => extensionOf(vault, papers))
  const close = (): void => {
    void papers.close()
    engine.close()
  }
  return { ...engine, close }
}
