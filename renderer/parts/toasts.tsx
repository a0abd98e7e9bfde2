import { ActionIcon, Button } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconInfoCircle, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { dropToast, useToasts } from './toast.ts'
import css from './toasts.module.css'

const ICONS = { done: IconCheck, note: IconInfoCircle, failed: IconAlertTriangle }

export const Toasts = () => {
  const { t } = useTranslation()
  const toasts = useToasts((state) => state.toasts)
  return (
    <section className={css.toasts} aria-live="polite" aria-label={t('frame.toasts')}>
      {toasts.map((toast) => {
        const Icon = ICONS[toast.kind]
        return (
          <div key={toast.id} className={css.toast} data-kind={toast.kind}>
            <Icon size={17} aria-hidden="true" />
            <span className={css.text}>{toast.text}</span>
            {toast.action && (
              <Button
                size="compact-xs"
                variant="subtle"
                onClick={() => {
                  toast.action?.run()
                  dropToast(toast.id)
                }}
              >
                {toast.action.label}
              </Button>
            )}
            <ActionIcon
              variant="subtle"
              color="gray"
              size={26}
              aria-label={t('common.dismiss')}
              onClick={() => dropToast(toast.id)}
            >
              <IconX size={14} />
            </ActionIcon>
          </div>
        )
      })}
    </section>
  )
}
