import { Button } from '@mantine/core'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Empty } from '../parts/empty.tsx'
import css from './frame.module.css'

/** The engine's process is gone; a reload starts it, or finds it, again. */
export const Lost = () => {
  const { t } = useTranslation()
  return (
    <main className={css.centre}>
      <Empty
        icon={<IconPlugConnectedX size={28} />}
        title={t('frame.lost-title')}
        action={<Button onClick={() => window.location.reload()}>{t('frame.reconnect')}</Button>}
      >
        {t('frame.lost-why')}
      </Empty>
    </main>
  )
}
