import type { Result } from '../../../shared/contract/app/calls.ts'
import { sha256Of } from '../../export/json-lines-file.ts'
import type { Vault } from '../../vault.ts'
import type { Calling } from '../calling.ts'
import { readInput } from '../read-input.ts'
import type { ListFile } from '../wording/wording-list.ts'
import { settingsOf } from './kept-settings.ts'
import type { PaperFile } from './paper-jobs.ts'

/**
 * Wordings by consent, before anything is issued: what could be proposed, and what was kept in a side file. What finds them is
 * loaded when it is asked for.
 */
export const wordingQuestions = (vault: Vault) => ({
  proposeWordings: async (paper: PaperFile, calling: Calling): Promise<Result<'wording.propose'>> => {
    const { listWordings, placesForMany } = await import('../wording/propose-wording.ts')
    const { list, refused } = await listWordings(paper, calling)
    return { list, refused: [...refused], needed: placesForMany(settingsOf(vault).limit) }
  },
  readWordings: async (paper: PaperFile, file: ListFile): Promise<Result<'wording.read'>> => {
    const { placesForMany } = await import('../wording/propose-wording.ts')
    const { wordingListFor } = await import('../wording/wording-list.ts')
    const list = wordingListFor(file, sha256Of(readInput(paper.path)))
    return { list, needed: placesForMany(settingsOf(vault).limit) }
  },
})
