import { Button, Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useQuestion } from './confirm.ts'
import css from './asking.module.css'

/** Shows what `confirm` asks. The safe answer has the focus. */
export const Asking = () => {
  const { t } = useTranslation()
  const question = useQuestion((state) => state.question)
  if (!question) return null
  return (
    <Modal
      opened
      onClose={() => question.answer(false)}
      title={question.title}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <ul className={css.consequences}>
        {question.consequences.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <div className={css.buttons}>
        <Button variant="default" data-autofocus onClick={() => question.answer(false)}>
          {question.cancel ?? t('common.cancel')}
        </Button>
        <Button color={question.danger ? 'red' : 'blue'} onClick={() => question.answer(true)}>
          {question.confirm}
        </Button>
      </div>
    </Modal>
  )
}
