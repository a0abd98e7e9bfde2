import { SegmentedControl, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useChoices } from './choice-words.ts'
import { fieldsOf } from './step-draft.ts'
import type { Draft, Field, FieldKey, Problem } from './step-draft.ts'
import type { StepType } from './step-law.ts'
import css from '../form.module.css'

interface Props {
  readonly type: StepType
  readonly draft: Draft
  readonly onChange: (draft: Draft) => void
  /** Shown once somebody has tried to go on. */
  readonly problems: readonly Problem[]
}

/** What has to be told of a step, one field below the other. */
export const StepFields = ({ type, draft, onChange, problems }: Props) => {
  const { t } = useTranslation()
  const choicesOf = useChoices()
  const set = (key: FieldKey, value: string): void => onChange({ ...draft, [key]: value })
  const one = ({ key, kind, required = false, choices = [] }: Field) => {
    const label = t(`steps.fields.${key}`)
    const why = problems.find((problem) => problem.key === key)?.why
    if (kind === 'choice')
      return (
        <div key={key} className={css.choice}>
          <span className={css.choiceLabel} id={`step-${key}`}>
            {label}
          </span>
          <SegmentedControl
            size="sm"
            aria-labelledby={`step-${key}`}
            value={draft[key] ?? choices[0] ?? ''}
            onChange={(value) => set(key, value)}
            data={choicesOf(key)}
          />
        </div>
      )
    return (
      <TextInput
        key={key}
        type={kind === 'day' ? 'date' : 'text'}
        label={label}
        // Marked in words, so that no star has to be explained.
        description={required ? undefined : t('steps.optional')}
        value={draft[key] ?? ''}
        onChange={(event) => set(key, event.currentTarget.value)}
        error={why === undefined ? null : t(`steps.problems.${why}`)}
        maxLength={1000}
        required={required}
        withAsterisk={false}
        autoComplete="off"
      />
    )
  }
  return <div className={css.fields}>{fieldsOf(type).map(one)}</div>
}
