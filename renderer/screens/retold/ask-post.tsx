import { useCallback, useEffect } from 'react'
import { Button, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { MOST_POST } from '../../../shared/contract/app/retold-calls.ts'
import { isTyping } from '../../frame/commands.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { FileDrop } from '../../parts/file-drop.tsx'
import { Section } from '../../parts/page.tsx'
import { TEXT_FILES } from '../../parts/text-files.ts'
import { formatNumber } from '../../words/format.ts'
import { chooseDay, readPostFile, searchPost, useRetold, writePost } from './retold-state.ts'
import css from './retold.module.css'

const POINTS = ['facts', 'page', 'holders', 'limits'] as const

/** What a search finds and what it cannot, for whoever comes here first. */
const WhatItFinds = () => {
  const { t } = useTranslation()
  return (
    <Section title={t('retold.about.title')}>
      <ul className={css.points}>
        {POINTS.map((point) => (
          <li key={point}>{t(`retold.about.${point}`)}</li>
        ))}
      </ul>
    </Section>
  )
}

const today = (): string => new Date().toLocaleDateString('sv')

const readOne = (files: readonly File[]): void => {
  const [file] = files
  if (file !== undefined) void readPostFile(file)
}

/** What is pasted onto the screen, and not into a field, is the post. */
const usePastedPost = (): void => {
  useEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      if (isTyping(event.target)) return
      const files = [...(event.clipboardData?.files ?? [])]
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (files.length > 0) readOne(files)
      else if (text.trim() !== '') writePost(text)
      else return
      event.preventDefault()
    }
    window.addEventListener('paste', paste)
    return () => window.removeEventListener('paste', paste)
  }, [])
}

/** A post, from a field or a file, and by when somebody had to have known. */
export const AskPost = () => {
  const { t } = useTranslation()
  const { text, day, failure } = useRetold()
  const tooLong = text.length > MOST_POST
  const search = useCallback(() => void searchPost(t('retold.task')), [t])
  usePastedPost()
  return (
    <>
      <Section title={t('retold.post.title')} lead={t('retold.post.lead')}>
        <form
          className={css.ask}
          onSubmit={(event) => {
            event.preventDefault()
            search()
          }}
        >
          <Textarea
            label={t('retold.post.label')}
            placeholder={t('retold.post.placeholder')}
            value={text}
            onChange={(event) => writePost(event.currentTarget.value)}
            error={
              tooLong &&
              t('retold.post.too-long', { most: formatNumber(MOST_POST), n: formatNumber(text.length) })
            }
            minRows={6}
            maxRows={16}
            autosize
          />
          <FileDrop compact accept={TEXT_FILES} label={t('retold.post.drop-label')} onFiles={readOne}>
            <span className="dim">{t('retold.post.drop')}</span>
          </FileDrop>
          <TextInput
            type="date"
            className={css.day}
            label={t('retold.post.day')}
            description={t('retold.post.day-why')}
            max={today()}
            value={day}
            onChange={(event) => chooseDay(event.currentTarget.value)}
          />
          {failure && <ErrorNote failure={failure} />}
          <div>
            <Button type="submit" disabled={text.trim() === '' || tooLong}>
              {t('retold.post.go')}
            </Button>
          </div>
        </form>
      </Section>
      <WhatItFinds />
    </>
  )
}
