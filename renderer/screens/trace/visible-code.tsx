import { useState } from 'react'
import { Button, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useNavigation } from '../../frame/navigation.ts'
import { readCode } from '../../parts/scan/read-code.ts'
import css from './trace.module.css'

/** Where no copy could be named, its visible mark may still be read by eye: the code in it opens what the register has of that copy. */
export const VisibleCode = () => {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const [refused, setRefused] = useState(false)
  const openCopy = (): void => {
    const read = readCode(typed)
    setRefused(read.kind !== 'code')
    if (read.kind === 'code') useNavigation.getState().go('register', { copy: read.code })
  }
  return (
    <form
      className={css.visibleCode}
      onSubmit={(event) => {
        event.preventDefault()
        openCopy()
      }}
    >
      <TextInput
        classNames={{ wrapper: css.codeInput }}
        label={t('trace.visible-code.label')}
        description={t('trace.visible-code.why')}
        placeholder="K7QF-3M2X"
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setRefused(false)
        }}
        error={refused ? t('trace.visible-code.refused') : null}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
      />
      <Button type="submit" variant="default" disabled={typed.trim() === ''}>
        {t('trace.visible-code.go')}
      </Button>
    </form>
  )
}
