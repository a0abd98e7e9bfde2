import { Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommands } from '../../frame/commands.ts'
import { goBack } from './place.ts'

/** Back to where this was opened from; Escape does the same. */
export const BackButton = () => {
  const { t } = useTranslation()
  useCommands(
    useMemo(() => [{ id: 'register-back', title: t('common.back'), keys: 'Escape', run: goBack }], [t]),
  )
  return (
    <Button variant="default" leftSection={<IconArrowLeft size={16} aria-hidden />} onClick={goBack}>
      {t('common.back')}
    </Button>
  )
}
