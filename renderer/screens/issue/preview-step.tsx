import { Loader, NumberInput, Select, Switch } from '@mantine/core'
import { IconEye } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CompareSlider } from '../../parts/compare-slider.tsx'
import { Empty } from '../../parts/empty.tsx'
import { ErrorNote } from '../../parts/error-note.tsx'
import { useDraft } from './draft.ts'
import { usePreviewChoice } from './preview-choice.ts'
import { StepCard } from './step-card.tsx'
import { usePreview } from './use-preview.ts'
import css from './issue.module.css'

/** More names than this are picked by their number. */
const MOST_OPTIONS = 300

const WhosePicker = () => {
  const { t } = useTranslation()
  const rows = useDraft((state) => state.rows)
  const number = usePreviewChoice((state) => state.number)
  const options = useMemo(
    () =>
      rows
        .slice(0, MOST_OPTIONS)
        .map(({ name }, index) => ({ value: String(index + 1), label: `${index + 1}. ${name}` })),
    [rows],
  )
  const choose = (value: string | number | null) => {
    const chosen = Number(value)
    if (Number.isInteger(chosen) && chosen >= 1 && chosen <= rows.length)
      usePreviewChoice.setState({ number: chosen })
  }
  return rows.length > MOST_OPTIONS ? (
    <NumberInput
      label={t('issue.whose-number')}
      min={1}
      max={rows.length}
      value={Math.min(number, rows.length)}
      onChange={choose}
    />
  ) : (
    <Select
      label={t('issue.whose')}
      searchable
      allowDeselect={false}
      data={options}
      value={String(Math.min(number, rows.length))}
      onChange={choose}
    />
  )
}

/** A page before and after, as one recipient will get it. */
export const PreviewStep = () => {
  const { t } = useTranslation()
  const paper = useDraft((state) => state.paper)
  const { page } = usePreviewChoice()
  const [unseen, setUnseen] = useState(false)
  const { wanted, preview, failure, making, retry } = usePreview()
  return (
    <StepCard
      id="preview"
      number={4}
      actions={
        <span className={css.making} role="status">
          {making && (
            <>
              <Loader size={14} aria-hidden="true" /> {t('issue.making-preview')}
            </>
          )}
        </span>
      }
    >
      {!wanted || !paper ? (
        <Empty icon={<IconEye size={26} />} title={t('issue.preview-empty')}>
          {t('issue.preview-empty-why')}
        </Empty>
      ) : (
        <>
          <div className={css.choice}>
            <WhosePicker />
            <NumberInput
              label={t('issue.page')}
              min={1}
              max={paper.look.pages}
              value={page}
              onChange={(value) => {
                const chosen = Number(value)
                if (Number.isInteger(chosen) && chosen >= 1 && chosen <= paper.look.pages)
                  usePreviewChoice.setState({ page: chosen })
              }}
            />
          </div>
          {failure && <ErrorNote failure={failure} onRetry={retry} />}
          {preview ? (
            <div data-busy={making || undefined} className={css.previewBox}>
              <CompareSlider
                left={preview.original}
                right={unseen ? preview.unseen : preview.marked}
                leftLabel={t('issue.original')}
                rightLabel={unseen ? t('issue.unseen') : t('issue.marked')}
                label={t('issue.compare')}
              />
            </div>
          ) : (
            !failure && <div className={css.previewWaits} />
          )}
          <Switch
            label={t('issue.show-unseen')}
            description={t('issue.show-unseen-why')}
            checked={unseen}
            onChange={(event) => setUnseen(event.currentTarget.checked)}
          />
        </>
      )}
    </StepCard>
  )
}
