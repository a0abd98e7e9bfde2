import { call } from '../../client.ts'
import { host } from '../../client/host.ts'
import { asFailure, runTask } from '../../tasks/tasks.ts'
import { runParams, useDraft } from './draft.ts'
import { handWordings } from './wording/take-wordings.ts'

/** Issues the draft as it stands; the draft shows how it went, wherever one is by then. */
export const runIssue = async (words: {
  readonly title: string
  readonly doneTitle: string
  readonly doneBody: string
}): Promise<void> => {
  const draft = useDraft.getState()
  if (!draft.paper) return
  const params = runParams(draft, draft.paper)
  useDraft.setState({ running: true, runFailure: null })
  try {
    const result = await runTask({ title: words.title, screen: 'issue', work: 'issue' }, async (options) =>
      call('issue.run', { ...params, ...(await handWordings(draft.wordings, options.signal)) }, options),
    )
    useDraft.setState({ issued: { result, folder: draft.folder, due: draft.fields.due } })
    void host('host.notify', { title: words.doneTitle, body: words.doneBody })
  } catch (error) {
    useDraft.setState({ runFailure: asFailure(error) })
  } finally {
    useDraft.setState({ running: false })
  }
}
