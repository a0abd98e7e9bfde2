import { Button, CopyButton } from '@mantine/core'
import { IconCheck, IconCopy, IconDownload } from '@tabler/icons-react'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Result } from '../../../shared/contract/app/calls.ts'
import { call, onNotice } from '../../client.ts'
import { saveBlob } from '../../client/files.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { Section } from '../../parts/page.tsx'
import { useWork } from '../../parts/use-work.ts'
import { formatNumber } from '../../words/format.ts'
import css from './audit.module.css'

type Checkpoint = Result<'audit.checkpoint'>

const Shown = ({ checkpoint }: { readonly checkpoint: Checkpoint }) => {
  const { t } = useTranslation()
  const [svg, setSvg] = useState<string>()
  const blob = useMemo(() => new Blob([checkpoint.qrSvg], { type: 'image/svg+xml' }), [checkpoint])
  useEffect(() => {
    const url = URL.createObjectURL(blob)
    setSvg(url)
    return () => URL.revokeObjectURL(url)
  }, [blob])
  const name = `siglum-checkpoint-${checkpoint.size}`
  return (
    <div className={css.checkpoint}>
      {svg && <img className={css.qr} src={svg} alt={t('audit.qr')} />}
      <div className={css.stack}>
        <div className="dim">
          {t('audit.size', { count: checkpoint.size, shown: formatNumber(checkpoint.size) })}
        </div>
        <pre className={css.pre} tabIndex={0} aria-label={t('audit.tab-checkpoint')}>
          {checkpoint.checkpoint}
        </pre>
        <div className={css.buttons}>
          <Button
            variant="default"
            leftSection={<IconDownload size={16} />}
            onClick={() => saveBlob(new Blob([checkpoint.checkpoint], { type: 'text/plain' }), `${name}.txt`)}
          >
            {t('audit.save-text')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconDownload size={16} />}
            onClick={() => saveBlob(blob, `${name}.svg`)}
          >
            {t('audit.save-qr')}
          </Button>
          <CopyButton value={checkpoint.checkpoint}>
            {({ copied, copy }) => (
              <Button
                variant="default"
                leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
                onClick={copy}
              >
                {copied ? t('common.copied') : t('common.copy')}
              </Button>
            )}
          </CopyButton>
        </div>
        <dl className={css.facts}>
          <dt>{t('audit.fact-key')}</dt>
          <dd className="mono">{checkpoint.key}</dd>
        </dl>
      </div>
    </div>
  )
}

/** The register's signed head as it is now, to be kept where nobody of this office can change it. */
export const CheckpointPanel = () => {
  const { t } = useTranslation()
  const [checkpoint, setCheckpoint] = useState<Checkpoint | null>(null)
  const { failure, run } = useWork()
  useEffect(() => {
    const read = () => void run(async () => setCheckpoint(await call('audit.checkpoint', {})))
    read()
    return onNotice((notice) => notice === 'register-grew' && read())
  }, [])
  return (
    <Section title={t('audit.checkpoint-title')} lead={t('audit.checkpoint-lead')}>
      {failure && <ErrorNote failure={failure} />}
      {checkpoint && <Shown checkpoint={checkpoint} />}
    </Section>
  )
}
