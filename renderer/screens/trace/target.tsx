import { useCallback, useEffect, useState } from 'react'
import { NativeSelect } from '@mantine/core'
import { IconPhotoSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useVault } from '../../app-state.ts'
import { call } from '../../client.ts'
import { isTyping } from '../../frame/commands.ts'
import { FileDrop } from '../../parts/file-drop.tsx'
import { Note } from '../../parts/note.tsx'
import { TEXT_FILES } from '../../parts/text-files.ts'
import { useLoaded } from '../../parts/use-loaded.ts'
import { PastePassage } from './paste-passage.tsx'
import { traceFiles, traceText } from './trace-state.ts'
import css from './trace.module.css'

const ACCEPTED = `image/*,.heic,.heif,.tif,.tiff,.bmp,.pdf,.zip,${TEXT_FILES}`
/** Enough to choose from; with more papers than this the search over all of them serves better. */
const MOST_DOCUMENTS = 500

/** Papers to choose one from. */
export const useDocuments = () =>
  useLoaded(useCallback(() => call('register.documents', { limit: MOST_DOCUMENTS, offset: 0 }), [])).value
    ?.rows ?? []

/** One place for everything that leaked: dropped, chosen, or pasted. */
export const Target = () => {
  const { t } = useTranslation()
  const { user } = useVault()
  const documents = useDocuments()
  const [document, setDocument] = useState('')
  const may = user.role !== 'auditor'

  const start = useCallback(
    (files: readonly File[]) => {
      const title = t('trace.task', { name: files[0]?.name ?? '' })
      void traceFiles(files, title, document === '' ? {} : { document })
    },
    [t, document],
  )
  const startText = useCallback(
    (text: string) => {
      const name = t('trace.paste.name')
      void traceText(
        { name: `${name}.txt`, text },
        t('trace.task', { name }),
        document === '' ? {} : { document },
      )
    },
    [t, document],
  )
  useEffect(() => {
    if (!may) return
    const paste = (event: ClipboardEvent): void => {
      // What is pasted into a field belongs to the field.
      if (isTyping(event.target)) return
      const files = [...(event.clipboardData?.files ?? [])]
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (files.length === 0 && text.trim() === '') return
      event.preventDefault()
      if (files.length > 0) start(files)
      else startText(text)
    }
    window.addEventListener('paste', paste)
    return () => window.removeEventListener('paste', paste)
  }, [may, start, startText])

  if (!may) return <Note>{t('trace.not-yours')}</Note>
  return (
    <div className={css.target}>
      <FileDrop accept={ACCEPTED} multiple label={t('trace.target.label')} onFiles={start}>
        <span className={css.targetInside}>
          <IconPhotoSearch size={44} stroke={1.4} aria-hidden />
          <strong className={css.targetTitle}>{t('trace.target.title')}</strong>
          <span className="dim">{t('trace.target.text')}</span>
        </span>
      </FileDrop>
      <PastePassage onText={startText} />
      {documents.length > 0 && (
        <NativeSelect
          className={css.narrow}
          label={t('trace.target.among')}
          description={t('trace.target.among-why')}
          value={document}
          onChange={(event) => setDocument(event.currentTarget.value)}
          data={[
            { value: '', label: t('trace.target.all') },
            ...documents.map(({ id, title, number }) => ({
              value: id,
              label: [title, number].filter((part) => part).join(' · '),
            })),
          ]}
        />
      )}
    </div>
  )
}
