import { Button } from '@mantine/core'
import { IconDatabaseExport, IconFolders } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BackupResult } from '../../../shared/contract/keeping-results.ts'
import { call } from '../../client.ts'
import { saveFile } from '../../client/files.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { FolderInput } from '../../parts/folder-input.tsx'
import { Note } from '../../parts/note.tsx'
import { Section } from '../../parts/page.tsx'
import { useWork } from '../../parts/use-work.ts'
import { runTask } from '../../tasks/tasks.ts'
import { formatBytes, formatNumber } from '../../words/format.ts'
import css from './audit.module.css'

const Made = ({ result }: { readonly result: BackupResult }) => {
  const { t } = useTranslation()
  return (
    <>
      <Note kind="good" title={t('audit.backup-made')}>
        <dl className={css.facts}>
          <dt>{t('audit.backup-file')}</dt>
          <dd>{result.file}</dd>
          <dt>{t('audit.backup-holds')}</dt>
          <dd>
            {t('audit.size', { count: result.size, shown: formatNumber(result.size) })} ·{' '}
            {formatBytes(result.bytes)}
          </dd>
          <dt>SHA-256</dt>
          <dd className="mono">{result.sha256}</dd>
          {result.removed.length > 0 && (
            <>
              <dt>{t('audit.backup-removed')}</dt>
              <dd>{formatNumber(result.removed.length)}</dd>
            </>
          )}
        </dl>
      </Note>
      {result.damaged.length > 0 && (
        <Note kind="warn" title={t('audit.backup-damaged', { count: result.damaged.length })}>
          {result.damaged.join(', ')}
        </Note>
      )}
    </>
  )
}

/** The whole vault in one encrypted file, opened again before it counts. */
export const BackupPanel = () => {
  const { t } = useTranslation()
  const [folder, setFolder] = useState('')
  const [result, setResult] = useState<BackupResult | null>(null)
  const { busy, failure, run } = useWork()
  const title = t('audit.backup-task')
  const toFile = () =>
    run(async () => {
      const made = await runTask({ title, screen: 'audit' }, (options) => call('audit.backup', {}, options))
      for (const file of made.saved) await saveFile(file)
      setResult({ ...made.result, file: made.saved[0]?.name ?? made.result.file })
    })
  const toFolder = () =>
    run(async () =>
      setResult(
        await runTask({ title, screen: 'audit' }, (options) =>
          call('audit.backup-to-folder', { folder: folder.trim() }, options),
        ),
      ),
    )
  return (
    <>
      <Section title={t('audit.backup-title')} lead={t('audit.backup-lead')}>
        <Button leftSection={<IconDatabaseExport size={17} />} loading={busy} onClick={() => void toFile()}>
          {t('audit.backup-go')}
        </Button>
      </Section>
      <Section title={t('audit.ladder-title')} lead={t('audit.ladder-lead')}>
        <div className={css.ladder}>
          <FolderInput label={t('audit.ladder-folder')} value={folder} onChange={setFolder} />
          <Button
            variant="default"
            leftSection={<IconFolders size={17} />}
            loading={busy}
            disabled={folder.trim() === ''}
            onClick={() => void toFolder()}
          >
            {t('audit.ladder-go')}
          </Button>
        </div>
      </Section>
      <div className={css.after}>
        {failure && <ErrorNote failure={failure} />}
        {result && <Made result={result} />}
      </div>
    </>
  )
}
