import { Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { goBack } from './place.ts'

/** What Escape closes first. */
const IN_FRONT = '[aria-modal="true"], [role="menu"], [role="listbox"]'

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement && target.value !== ''

/** Back to where this was opened from; Escape does the same, unless it closes something in front or a field is being filled in. */
export const BackButton = () => {
  const { t } = useTranslation()
  useEffect(() => {
    // Before anything in front has closed itself and is no longer to be seen.
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || isTyping(event.target) || document.querySelector(IN_FRONT)) return
      goBack()
    }
    window.addEventListener('keydown', press, { capture: true })
    return () => window.removeEventListener('keydown', press, { capture: true })
  }, [])
  return (
    <Button variant="default" leftSection={<IconArrowLeft size={16} aria-hidden />} onClick={goBack}>
      {t('common.back')}
    </Button>
  )
}
