import { call } from '../../client.ts'
import type { Language } from '../../words/i18n.ts'
import { addRecipients, clearDraft, setField, useDraft } from './draft.ts'
import { takeMade } from './take-paper.ts'

/** Fills the draft with a made-up paper and list. */
export const draftSample = async (language: Language): Promise<void> => {
  const sample = await call('sample.make', { language })
  const { recipients } = await call('issue.read-list', { text: sample.recipients })
  clearDraft()
  setField('title', sample.title)
  setField('occasion', sample.occasion)
  setField('number', sample.number)
  setField('classification', sample.classification)
  addRecipients(recipients)
  await takeMade(sample.document)
  const { paperFailure } = useDraft.getState()
  if (paperFailure) throw paperFailure
}
