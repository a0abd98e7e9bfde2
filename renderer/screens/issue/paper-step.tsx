import { Button, PasswordInput, Progress } from '@mantine/core'
import { IconFileTypePdf } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNote } from '../../parts/error-note.tsx'
import { FileDrop } from '../../parts/file-drop.tsx'
import { Note } from '../../parts/note.tsx'
import { WarningList } from '../../parts/warning-list.tsx'
import { formatNumber } from '../../words/format.ts'
import { useDraft } from './draft.ts'
import type { Paper } from './draft.ts'
import { StepCard } from './step-card.tsx'
import { takePaper, tryPassword } from './take-paper.ts'
import { Thumbnails } from './thumbnails.tsx'
import css from './issue.module.css'

const Password = () => {
  const { t } = useTranslation()
  const locked = useDraft((state) => state.lockedPaper)
  const [password, setPassword] = useState('')
  if (!locked) return null
  return (
    <form
      className={css.inline}
      onSubmit={(event) => {
        event.preventDefault()
        void tryPassword(password)
      }}
    >
      <PasswordInput
        className={css.grow}
        label={t('issue.password', { name: locked.name })}
        description={t('issue.password-why')}
        error={locked.tried ? t('issue.password-wrong') : undefined}
        value={password}
        autoFocus
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <Button type="submit" disabled={password === ''}>
        {t('issue.password-try')}
      </Button>
    </form>
  )
}

const Opened = ({ paper }: { readonly paper: Paper }) => {
  const { t } = useTranslation()
  const { look } = paper
  const [size] = look.sizesMm
  return (
    <>
      <div className={css.paperHead}>
        <div className={css.grow}>
          <strong>{paper.name}</strong>
          <div className="dim">
            {t('issue.pages', { count: look.pages, shown: formatNumber(look.pages) })}
            {size &&
              ` · ${formatNumber(size.width, { maximumFractionDigits: 0 })} × ${formatNumber(size.height, { maximumFractionDigits: 0 })} mm`}
          </div>
        </div>
        <FileDrop
          compact
          accept=".pdf,application/pdf"
          label={t('issue.other-paper')}
          onFiles={([file]) => file && void takePaper(file)}
        >
          <span>{t('issue.other-paper')}</span>
        </FileDrop>
      </div>
      <Thumbnails paper={paper} />
      {look.known && (
        <Note title={t('issue.known', { title: look.known.title })}>
          {t('issue.known-why', { count: look.known.issuances })}
        </Note>
      )}
      {look.warnings.length > 0 && (
        <Note kind="warn" title={t('issue.paper-warnings')}>
          <WarningList warnings={look.warnings} />
        </Note>
      )}
    </>
  )
}

export const PaperStep = () => {
  const { t } = useTranslation()
  const { paper, paperFailure, sending, lockedPaper } = useDraft()
  return (
    <StepCard id="paper" number={1}>
      {paper ? (
        <Opened paper={paper} />
      ) : (
        <FileDrop
          accept=".pdf,application/pdf"
          label={t('issue.drop')}
          onFiles={([file]) => file && void takePaper(file)}
        >
          <IconFileTypePdf size={34} stroke={1.3} aria-hidden="true" />
          <strong>{t('issue.drop')}</strong>
          <span className="dim">{t('issue.drop-why')}</span>
        </FileDrop>
      )}
      {sending !== null && (
        <Progress aria-label={t('issue.sending')} value={sending * 100} animated={sending === 1} size="sm" />
      )}
      {lockedPaper && <Password />}
      {paperFailure && (
        <ErrorNote failure={paperFailure} onDismiss={() => useDraft.setState({ paperFailure: null })} />
      )}
    </StepCard>
  )
}
