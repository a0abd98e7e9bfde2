import { useTranslation } from 'react-i18next'
import type { Question } from '../../../../shared/contract/app/register-calls.ts'
import { STANDS } from '../../../../shared/contract/custody-results.ts'
import { formatDay, formatList } from '../../../words/format.ts'

/** A question to the register in one sentence, as it stands over an export. */
export const useQuestionWords = (question: Question): string => {
  const { t } = useTranslation()
  const { state = [], overdue, unit, recipient, from, to, search, document, issuance, occasion } = question
  const states = STANDS.filter((stand) => state.includes(stand)).map((stand) => t(`steps.states.${stand}`))
  const parts = [
    states.length > 0 && t('register.words.state', { states: formatList(states) }),
    overdue && t('register.words.overdue'),
    unit !== undefined && t('register.words.unit', { unit }),
    recipient !== undefined && t('register.words.recipient', { recipient }),
    occasion !== undefined && t('register.words.occasion', { occasion }),
    from !== undefined && t('register.words.from', { day: formatDay(from) }),
    to !== undefined && t('register.words.to', { day: formatDay(to) }),
    document !== undefined && t('register.words.document', { document }),
    issuance !== undefined && t('register.words.issuance', { issuance }),
    search !== undefined && t('register.words.search', { search }),
  ].filter((part) => typeof part === 'string')
  return parts.length === 0 ? t('register.words.all') : parts.join(t('register.words.and'))
}
