import { call } from '../../client.ts'
import { fetchFile, sendFile } from '../../client/files.ts'
import type { FileOut } from '../../../shared/contract/app/call.ts'
import { useApp } from '../../app-state.ts'
import { today } from '../../parts/steps/step-law.ts'
import { asFailure } from '../../tasks/tasks.ts'
import { useDraft } from './draft.ts'
import type { Given } from './draft.ts'

/** A folder of the paper's own, so that copies of two papers do not lie mixed up. */
const proposedFolder = (title: string): string => {
  const base = useApp.getState().app?.settings.copiesFolder ?? ''
  const name = title
    .replaceAll(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 60)
  const separator = base.includes('\\') ? '\\' : '/'
  return `${base}${separator}${name} ${today()}`
}

/** Whether it is still this paper that is waited for. */
type IsLatest = () => boolean

const look = async (given: Given, isLatest: IsLatest, password?: string): Promise<void> => {
  try {
    const seen = await call('issue.look', {
      document: given.file,
      ...(password !== undefined && { password }),
    })
    if (!isLatest()) return
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
    if (failure.code !== 'document-encrypted' || !isLatest()) throw failure
    useDraft.setState({ lockedPaper: { ...given, tried: password !== undefined } })
  }
}

const hand = async (bytes: Blob, name: string, isLatest: IsLatest, password?: string): Promise<void> => {
  const { file } = await sendFile(new File([bytes], name), {
    onPart: (sending) => isLatest() && useDraft.setState({ sending }),
  })
  if (isLatest()) await look({ file, name, bytes }, isLatest, password)
}

let handings = 0

/** Once another paper was given, or the draft cleared, nothing that comes of this one is shown any more. */
const attempt = async (work: (isLatest: IsLatest) => Promise<void>): Promise<void> => {
  const handing = ++handings
  const isLatest = () => useDraft.getState().handing === handing
  useDraft.setState({ handing, paperFailure: null, sending: 0 })
  try {
    await work(isLatest)
  } catch (error) {
    if (isLatest()) useDraft.setState({ paperFailure: asFailure(error) })
  } finally {
    if (isLatest()) useDraft.setState({ sending: null })
  }
}

/** Hands over a PDF that was dropped, and opens it. */
export const takePaper = (file: File): Promise<void> =>
  attempt(async (isLatest) => {
    useDraft.setState(({ paper, fields }) => ({
      paper: null,
      lockedPaper: null,
      // A title that came from the paper before goes with it.
      fields: { ...fields, title: fields.title === paper?.look.title ? '' : fields.title },
    }))
    await hand(file, file.name, isLatest)
  })

/** A paper that the engine's process has already, as the sample. */
export const takeMade = (made: FileOut): Promise<void> =>
  attempt(async (isLatest) =>
    look({ file: made.file, name: made.name, bytes: await fetchFile(made) }, isLatest),
  )

export const tryPassword = (password: string): Promise<void> =>
  attempt(async (isLatest) => {
    const { lockedPaper } = useDraft.getState()
    if (!lockedPaper) return
    const { file, name, bytes } = lockedPaper
    await look({ file, name, bytes }, isLatest, password)
  })

/** Once more, when the vault was locked in between and the engine let go of the paper. */
export const handAgain = (): Promise<void> =>
  attempt(async (isLatest) => {
    const { paper, folder } = useDraft.getState()
    if (!paper) return
    useDraft.setState({ paper: null })
    await hand(paper.bytes, paper.name, isLatest, paper.password)
    if (isLatest()) useDraft.setState({ folder })
  })
