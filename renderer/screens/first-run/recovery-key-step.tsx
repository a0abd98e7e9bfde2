import { useTranslation } from 'react-i18next'
import { Note } from '../../parts/note.tsx'
import { RecoveryKey } from '../../parts/recovery-key.tsx'
import type { Door } from './door.ts'
import css from './first-run.module.css'

interface RecoveryKeyStepProps {
  readonly door: Extract<Door, { at: 'key' }>
  readonly onDoor: (door: Door) => void
}

export const RecoveryKeyStep = ({ door, onDoor }: RecoveryKeyStepProps) => {
  const { t } = useTranslation()
  return (
    <div className={css.step}>
      <h1 className={css.title} id="step-title" tabIndex={-1}>
        {t('firstRun.key-title')}
      </h1>
      {door.replaces && <Note kind="good">{t('firstRun.key-replaces')}</Note>}
      <RecoveryKey recoveryKey={door.recoveryKey} onKept={() => onDoor(door.next)} />
    </div>
  )
}
