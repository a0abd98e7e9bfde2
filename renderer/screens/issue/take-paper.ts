import { call } from '../../client.ts'
import { fetchFile, sendFile } from '../../client/files.ts'
import type { FileOut } from '../../../shared/contract/app/call.ts'
import { useApp } from '../../app-state.ts'
import { asFailure } from '../../tasks/tasks.ts'
import { useDraft } from './draft.ts'
import type { Given } from './draft.ts'

/** A folder of the paper's own, so that copies of two papers do not lie mixed up. */
const proposedFolder = (title: string): string => {
  const base = useApp.getState().app?.settings.copiesFolder ?? ''
  const day = new Date().toLocaleDateString('sv-SE')
  const name = title
    .replaceAll(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 60)
  const separator = base.includes('\\') ? '\\' : '/'
  return `${base}${separator}${name} ${day}`
}

const look = async (given: Given, password?: string): Promise<void> => {
  try {
    const seen = await call('issue.look', {
      document: given.file,
      ...(password !== undefined && { password }),
    })
    useDraft.setState(({ fields, wordings }) => ({
      paper: {
        ...given,
        look: seen,
        closings: useApp.getState().closings,
        ...(password !== undefined && { password }),
      },
      lockedPaper: null,
      // The same paper once more keeps what its author went through.
      wordings: wordings?.list.paper.sha256 === seen.sha256 ? wordings : null,
      fields: { ...fields, title: fields.title === '' ? seen.title : fields.title },
      folder: proposedFolder(seen.title),
    }))
  } catch (error) {
    const failure = asFailure(error)
    if (failure.code !== 'document-encrypted') throw failure
    useDraft.setState({ lockedPaper: { ...given, tried: password !== undefined } })
  }
}

const hand = async (bytes: Blob, name: string, password?: string): Promise<void> => {
  const { file } = await sendFile(new File([bytes], name), {
    onPart: (sending) => useDraft.setState({ sending }),
  })
  await look({ file, name, bytes }, password)
}

const attempt = async (work: () => Promise<void>): Promise<void> => {
  useDraft.setState({ paperFailure: null, sending: 0 })
  try {
    await work()
  } catch (error) {
    useDraft.setState({ paperFailure: asFailure(error) })
  } finally {
    useDraft.setState({ sending: null })
  }
}

/** Hands over a PDF that was dropped, and opens it. */
export const takePaper = (file: File): Promise<void> =>
  attempt(async () => {
    useDraft.setState(({ paper, fields }) => ({
      paper: null,
      lockedPaper: null,
      // A title that came from the paper before goes with it.
      fields: { ...fields, title: fields.title === paper?.look.title ? '' : fields.title },
    }))
    await hand(file, file.name)
  })

/** A paper that the engine's process has already, as the sample. */
export const takeMade = (made: FileOut): Promise<void> =>
  attempt(async () => look({ file: made.file, name: made.name, bytes: await fetchFile(made) }))

export const tryPassword = (password: string): Promise<void> =>
  attempt(async () => {
    const { lockedPaper } = useDraft.getState()
    if (lockedPaper)
      await look({ file: lockedPaper.file, name: lockedPaper.name, bytes: lockedPaper.bytes }, password)
  })

/** Once more, when the vault was locked in between and the engine let go of the paper. */
export const handAgain = (): Promise<void> =>
  attempt(async () => {
    const { paper, folder } = useDraft.getState()
    if (!paper) return
    useDraft.setState({ paper: null })
    await hand(paper.bytes, paper.name, paper.password)
    useDraft.setState({ folder })
  })
