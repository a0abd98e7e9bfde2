import { useState } from 'react'
import { Button, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { MOST_PASTED } from '../../../shared/contract/app/trace-calls.ts'
import css from './trace.module.css'

/** A copied passage, put in by hand where pasting onto the screen is not at hand. */
export const PastePassage = ({ onText }: { readonly onText: (text: string) => void }) => {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  return (
    <form
      className={css.paste}
      onSubmit={(event) => {
        event.preventDefault()
        onText(text)
      }}
    >
      <Textarea
        label={t('trace.paste.label')}
        description={t('trace.paste.why')}
        value={text}
        maxLength={MOST_PASTED}
        onChange={(event) => setText(event.currentTarget.value)}
        minRows={3}
        maxRows={10}
        autosize
        spellCheck={false}
      />
      <Button type="submit" variant="default" disabled={text.trim() === ''}>
        {t('trace.paste.go')}
      </Button>
    </form>
  )
}
