import { create } from 'zustand'
import type { FileId } from '../../../../shared/contract/app/call.ts'
import type { Failure } from '../../../../shared/contract/failure.ts'
import { encodeWordingList } from '../../../../shared/contract/wording-list.ts'
import { call } from '../../../client.ts'
import { saveBlob, sendFile } from '../../../client/files.ts'
import { asFailure, runTask } from '../../../tasks/tasks.ts'
import { paperParams, useDraft } from '../draft.ts'
import { asFound, asRead, asSideFile, countUsed, withTicks } from './wordings.ts'
import type { Wordings } from './wordings.ts'

/** How the last attempt to get a list went, wherever one was by then. */
export const useWordingFailure = create<{ readonly failure: Failure | null }>(() => ({ failure: null }))

/** For the paper alone that it was found in, which may have made way for another meanwhile. */
const keep = (wordings: Wordings): void => {
  const { paper } = useDraft.getState()
  if (paper?.look.sha256 === wordings.list.paper.sha256) useDraft.setState({ wordings })
}

const attempt = async (work: () => Promise<void>): Promise<void> => {
  useWordingFailure.setState({ failure: null })
  try {
    await work()
  } catch (error) {
    const failure = asFailure(error)
    if (failure.code !== 'cancelled') useWordingFailure.setState({ failure })
  }
}

export const findWordings = (title: string): Promise<void> =>
  attempt(async () => {
    const { paper } = useDraft.getState()
    if (!paper) return
    const params = paperParams(paper)
    const proposed = await runTask({ title, screen: 'issue', work: 'wordings' }, (options) =>
      call('wording.propose', params, options),
    )
    keep(asFound(proposed))
  })

export const readSideFile = (file: File): Promise<void> =>
  attempt(async () => {
    const { paper } = useDraft.getState()
    if (!paper) return
    const sent = await sendFile(file)
    keep(asRead(await call('wording.read', { document: paper.file, list: sent.file })))
  })

const change = (by: (wordings: Wordings) => Wordings): void =>
  useDraft.setState(({ wordings }) => ({ wordings: wordings && by(wordings) }))

export const tickPlaces = (indexes: readonly number[], on: boolean): void =>
  change((wordings) => withTicks(wordings, indexes, on))

export const setAgreed = (agreed: boolean): void => change((wordings) => ({ ...wordings, agreed }))

const fileOf = (wordings: Wordings): File => {
  const name = `${wordings.list.paper.file.replace(/\.pdf$/i, '')}.wording.json`
  return new File([encodeWordingList(asSideFile(wordings))], name, { type: 'application/json' })
}

/** Says what it was called. */
export const saveSideFile = (wordings: Wordings): string => {
  const file = fileOf(wordings)
  saveBlob(file, file.name)
  return file.name
}

/** What `issue.run` is told of them: the list as a file that was handed over; nothing where no place is to vary. */
export const handWordings = async (
  wordings: Wordings | null,
  signal: AbortSignal,
): Promise<{ readonly wording?: FileId }> =>
  wordings === null || countUsed(wordings) === 0
    ? {}
    : { wording: (await sendFile(fileOf(wordings), { signal })).file }
