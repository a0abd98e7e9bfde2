import { useState } from 'react'
import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { CopyListRow } from '../../../../shared/contract/app/register-calls.ts'
import { ErrorNote } from '../../../parts/error-note.tsx'
import type { Failure } from '../../../../shared/contract/failure.ts'
import { asFailure } from '../../../tasks/tasks.ts'
import { useMayKeep } from '../use-may.ts'
import { StepDialog } from '../../../parts/steps/step-dialog.tsx'
import { STEP_TYPES } from '../../../parts/steps/step-law.ts'
import type { StepType } from '../../../parts/steps/step-law.ts'
import css from '../register.module.css'

interface Props {
  readonly count: number
  /** The chosen copies as they stand now. */
  readonly copies: () => Promise<readonly CopyListRow[]>
  readonly onClear: () => void
}

const FIRST: readonly StepType[] = ['copy-handed-out', 'receipt-signed', 'copy-returned', 'copy-recalled']

/** What can be done with the chosen copies, while any are chosen. */
export const BatchBar = ({ count, copies, onClear }: Props) => {
  const { t } = useTranslation()
  const may = useMayKeep()
  const [asked, setAsked] = useState<{ type: StepType; copies: readonly CopyListRow[] } | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  if (!may || (count === 0 && asked === null)) return null
  const ask = (type: StepType): void => {
    setFailure(null)
    copies().then(
      (found) => setAsked({ type, copies: found }),
      (error: unknown) => setFailure(asFailure(error)),
    )
  }
  return (
    <div className={css.batch} role="toolbar" aria-label={t('steps.batch', { count })}>
      <strong>{t('steps.batch', { count })}</strong>
      {FIRST.map((type) => (
        <Button key={type} size="compact-sm" variant="default" onClick={() => ask(type)}>
          {t(`steps.names.${type}`)}
        </Button>
      ))}
      <Menu>
        <Menu.Target>
          <Button
            size="compact-sm"
            variant="default"
            rightSection={<IconChevronDown size={13} aria-hidden />}
          >
            {t('steps.more')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {STEP_TYPES.filter((type) => !FIRST.includes(type)).map((type) => (
            <Menu.Item key={type} onClick={() => ask(type)}>
              {t(`steps.names.${type}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button size="compact-sm" variant="subtle" onClick={onClear}>
        {t('steps.choose-none')}
      </Button>
      {failure && <ErrorNote failure={failure} onDismiss={() => setFailure(null)} />}
      {asked && (
        <StepDialog type={asked.type} copies={asked.copies} onClose={() => setAsked(null)} onDone={onClear} />
      )}
    </div>
  )
}
