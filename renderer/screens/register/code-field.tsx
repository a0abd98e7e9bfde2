import { useRef, useState } from 'react'
import { TextInput } from '@mantine/core'
import { IconBarcode } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { readCode } from '../../parts/scan/read-code.ts'
import { useScanner } from '../../parts/scan/use-scanner.ts'
import css from './register.module.css'

interface Props {
  readonly label: string
  /** A whole code; or what was typed, where its check character does not fit or it is none. */
  readonly onCode: (code: string) => void
  readonly onSlip: (typed: string) => void
  readonly disabled?: boolean
}

/** Where codes are scanned or typed one after the other. Codes scanned with the focus elsewhere are taken as well. */
export const CodeField = ({ label, onCode, onSlip, disabled = false }: Props) => {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const input = useRef<HTMLInputElement>(null)
  useScanner((scanned) => (scanned.kind === 'code' ? onCode(scanned.code) : onSlip(scanned.typed)))
  const enter = (): void => {
    const scanned = readCode(typed)
    if (typed.trim() === '') return
    if (scanned.kind === 'code') onCode(scanned.code)
    else onSlip(typed.trim().toUpperCase())
    setTyped('')
    input.current?.focus()
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        enter()
      }}
    >
      <TextInput
        ref={input}
        className={css.codeField}
        size="lg"
        label={label}
        placeholder="K7QF-3M2X"
        leftSection={<IconBarcode size={22} aria-hidden />}
        description={t('register.collecting.how')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        readOnly={disabled}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        data-autofocus
        autoFocus
      />
    </form>
  )
}
