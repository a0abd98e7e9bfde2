import { Button, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { hasShell, host } from '../client/host.ts'
import css from './folder-input.module.css'

interface FolderInputProps {
  readonly label: string
  readonly description?: string
  readonly value: string
  readonly onChange: (folder: string) => void
  readonly error?: string | null
}

/** A folder of this computer: picked by the system's dialog where there is a shell, typed anywhere. */
export const FolderInput = ({ label, description, value, onChange, error }: FolderInputProps) => {
  const { t } = useTranslation()
  const pick = async () => {
    const picked = await host('host.pick-folder', { title: label, start: value })
    if (picked?.folder) onChange(picked.folder)
  }
  return (
    <div className={css.row}>
      <TextInput
        className={css.field}
        label={label}
        description={description}
        value={value}
        error={error}
        spellCheck={false}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {hasShell() && (
        <Button variant="default" onClick={() => void pick()}>
          {t('common.choose')}
        </Button>
      )}
    </div>
  )
}
