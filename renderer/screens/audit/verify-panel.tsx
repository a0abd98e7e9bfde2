import { Button, Textarea } from '@mantine/core'
import { IconShieldCheck, IconShieldX, IconUpload, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { VerifyResult } from '../../../shared/contract/results.ts'
import { call } from '../../client.ts'
import { sendFile } from '../../client/files.ts'
import type { Sent } from '../../client/files.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { FileDrop } from '../../parts/file-drop.tsx'
import { Section } from '../../parts/page.tsx'
import { useWork } from '../../parts/use-work.ts'
import { runTask } from '../../tasks/tasks.ts'
import { formatNumber, formatTime } from '../../words/format.ts'
import { sayFailure } from '../../words/say-failure.ts'
import css from './audit.module.css'

const Verdict = ({ result }: { readonly result: VerifyResult }) => {
  const { t } = useTranslation()
  const isIntact = result.verdict === 'intact'
  const Icon = isIntact ? IconShieldCheck : IconShieldX
  return (
    <div className={css.verdict} data-intact={isIntact || undefined} role="status">
      <Icon size={30} stroke={1.6} aria-hidden="true" />
      <div>
        <strong className={css.verdictTitle}>{t(`audit.verdict-${result.verdict}`)}</strong>
        <p className={css.verdictWhy}>{t(`audit.verdict-${result.verdict}-why`)}</p>
        <dl className={css.facts}>
          <dt>{t('audit.fact-size')}</dt>
          <dd>{formatNumber(result.size)}</dd>
          <dt>{t('audit.fact-checkpoints')}</dt>
          <dd>{formatNumber(result.checkpoints)}</dd>
          <dt>{t('audit.fact-redacted')}</dt>
          <dd>{formatNumber(result.redacted)}</dd>
          {result.witnesses.map((witness) => (
            <div key={`${witness.name}${witness.at}`} className={css.factRow}>
              <dt>{t('audit.fact-witness', { name: witness.name })}</dt>
              <dd>
                {formatTime(witness.at)} ·{' '}
                {t('audit.size', { count: witness.size, shown: formatNumber(witness.size) })}
              </dd>
            </div>
          ))}
          <dt>{t('audit.fact-root')}</dt>
          <dd className="mono">{result.root}</dd>
        </dl>
        {result.findings.length > 0 && (
          <ul className={css.findings}>
            {result.findings.map((finding) => (
              <li key={finding.message}>{sayFailure(finding.message)}</li>
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}

/** Holds the register against itself, and against checkpoints that were kept elsewhere. */
export const VerifyPanel = () => {
  const { t } = useTranslation()
  const [files, setFiles] = useState<readonly Sent[]>([])
  const [text, setText] = useState('')
  const [result, setResult] = useState<VerifyResult | null>(null)
  const { busy, failure, run, clear } = useWork()
  const take = (given: readonly File[]) =>
    run(async () => {
      const sent: Sent[] = []
      for (const file of given) sent.push(await sendFile(file))
      setFiles([...files, ...sent])
    })
  const verify = () =>
    run(async () => {
      setResult(null)
      const made = await runTask({ title: t('audit.verify-task'), screen: 'audit' }, (options) =>
        call(
          'audit.verify',
          {
            ...(files.length > 0 && { files: files.map(({ file }) => file) }),
            ...(text.trim() !== '' && { text }),
          },
          options,
        ),
      )
      setResult(made)
    })
  return (
    <Section title={t('audit.verify-title')} lead={t('audit.verify-lead')}>
      <div className={css.stack}>
        <div className={css.two}>
          <FileDrop
            compact
            multiple
            accept=".txt,.note,.checkpoint,.pdf,text/plain,image/*,*/*"
            label={t('audit.verify-drop')}
            onFiles={(given) => void take(given)}
          >
            <IconUpload size={22} stroke={1.5} aria-hidden="true" />
            <span>{t('audit.verify-drop')}</span>
          </FileDrop>
          <Textarea
            label={t('audit.verify-text')}
            description={t('audit.verify-text-why')}
            minRows={4}
            autosize
            maxRows={10}
            spellCheck={false}
            value={text}
            classNames={{ input: 'mono' }}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </div>
        {files.length > 0 && (
          <ul className={css.chips}>
            {files.map((file) => (
              <li key={file.file}>
                {file.name}
                <button
                  type="button"
                  aria-label={t('audit.verify-drop-file', { name: file.name })}
                  onClick={() => setFiles(files.filter((one) => one !== file))}
                >
                  <IconX size={13} />
                </button>
              </li>
            ))}
          </ul>
        )}
        {failure && <ErrorNote failure={failure} onDismiss={clear} />}
        <div>
          <Button loading={busy} leftSection={<IconShieldCheck size={17} />} onClick={() => void verify()}>
            {files.length > 0 || text.trim() !== '' ? t('audit.verify-against') : t('audit.verify-alone')}
          </Button>
        </div>
        {result && <Verdict result={result} />}
      </div>
    </Section>
  )
}
