import { Autocomplete, Collapse, SegmentedControl, Switch, TextInput, UnstyledButton } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useVault } from '../../app-state.ts'
import { setField, useDraft } from './draft.ts'
import type { Field } from './draft.ts'
import { StepCard } from './step-card.tsx'
import css from './issue.module.css'

const FIRST = ['title', 'number', 'occasion'] as const
const FURTHER = ['controlNumber', 'version', 'term', 'basis', 'approver'] as const
const MEDIA = ['both', 'screen', 'paper'] as const

const TextField = ({ field, type = 'text' }: { readonly field: Field; readonly type?: 'text' | 'date' }) => {
  const { t } = useTranslation()
  const value = useDraft((state) => state.fields[field])
  return (
    <TextInput
      type={type}
      label={t(`issue.field-${field}`)}
      value={value}
      maxLength={300}
      onChange={(event) => setField(field, event.currentTarget.value)}
    />
  )
}

const Classification = () => {
  const { t } = useTranslation()
  const { classifications } = useVault().settings
  const value = useDraft((state) => state.fields.classification)
  return (
    <Autocomplete
      label={t('issue.field-classification')}
      data={[...new Set(classifications)]}
      value={value}
      maxLength={300}
      onChange={(chosen) => setField('classification', chosen)}
    />
  )
}

const Medium = () => {
  const { t } = useTranslation()
  const medium = useDraft((state) => state.medium)
  return (
    <div>
      <div className={css.label} id="medium-label">
        {t('issue.medium')}
      </div>
      <SegmentedControl
        fullWidth
        aria-labelledby="medium-label"
        value={medium}
        onChange={(value) => useDraft.setState({ medium: value })}
        data={MEDIA.map((value) => ({ value, label: t(`issue.medium-${value}`) }))}
      />
      <div className={css.hint}>{t(`issue.medium-${medium}-why`)}</div>
    </div>
  )
}

/** As the vault's custodians have decided, unless this issuance is to differ. */
const Notice = () => {
  const { t } = useTranslation()
  const { settings } = useVault()
  const notice = useDraft((state) => state.notice) ?? settings.notice
  return (
    <Switch
      label={t('issue.notice')}
      description={t(notice === settings.notice ? 'issue.notice-why' : 'issue.notice-differs')}
      checked={notice}
      onChange={(event) => {
        const { checked } = event.currentTarget
        useDraft.setState({ notice: checked === settings.notice ? null : checked })
      }}
    />
  )
}

/** What the register will hold of this issuance. */
export const DetailsStep = () => {
  const { t } = useTranslation()
  const [more, setMore] = useState(false)
  return (
    <StepCard id="details" number={3}>
      <div className={css.fields}>
        {FIRST.map((field) => (
          <TextField key={field} field={field} />
        ))}
        <Classification />
        <TextField field="due" type="date" />
      </div>
      <Medium />
      <div>
        <UnstyledButton className={css.more} aria-expanded={more} onClick={() => setMore(!more)}>
          <IconChevronRight size={16} aria-hidden="true" data-open={more || undefined} />
          {t('issue.more-fields')}
        </UnstyledButton>
        <Collapse expanded={more}>
          <div className={css.fields}>
            {FURTHER.map((field) => (
              <TextField key={field} field={field} />
            ))}
            <TextField field="retainUntil" type="date" />
          </div>
          <div className={css.notice}>
            <Notice />
          </div>
        </Collapse>
      </div>
    </StepCard>
  )
}
