import type { ReactNode } from 'react'
import { Button, Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../shared/contract/failure.ts'
import { ErrorNote } from './error-note.tsx'
import css from './form.module.css'

interface FormDialogProps {
  readonly title: string
  readonly onClose: () => void
  readonly onSubmit: () => void
  readonly submit: {
    readonly label: string
    readonly busy?: boolean
    readonly disabled?: boolean
    readonly danger?: boolean
  }
  /** How the last try failed. */
  readonly failure?: Failure | null
  readonly children: ReactNode
}

/** Something to be filled in and recorded. Enter records it, Escape leaves it. */
export const FormDialog = ({ title, onClose, onSubmit, submit, failure, children }: FormDialogProps) => {
  const { t } = useTranslation()
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      size="lg"
    >
      <form
        className={css.dialog}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          onSubmit()
        }}
      >
        {children}
        {failure && <ErrorNote failure={failure} />}
        <div className={css.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            type="submit"
            loading={submit.busy ?? false}
            disabled={submit.disabled ?? false}
            color={submit.danger ? 'red' : 'blue'}
          >
            {submit.label}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
