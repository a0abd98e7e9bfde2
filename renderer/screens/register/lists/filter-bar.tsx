import { Button, Checkbox, MultiSelect, Popover, TextInput } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { CUSTODY_STATES } from '../../../../shared/contract/custody-steps.ts'
import { setFilter, useWhere } from '../place.ts'
import { NO_FILTER, narrowedBy, questionOf } from './filter.ts'
import { useQuestionWords } from './question-words.ts'
import css from '../register.module.css'

/** What the list is narrowed down by, restated in words beside the button that changes it. */
export const FilterBar = () => {
  const { t } = useTranslation()
  const filter = useWhere((state) => state.filter)
  const words = useQuestionWords(questionOf({ ...filter, search: '' }))
  const count = narrowedBy(filter)
  return (
    <div className={css.filter}>
      <Popover position="bottom-start" trapFocus withinPortal width={320}>
        <Popover.Target>
          <Button
            size="xs"
            variant={count > 0 ? 'light' : 'default'}
            leftSection={<IconFilter size={15} aria-hidden />}
          >
            {count > 0 ? t('register.filter.set', { count }) : t('register.filter.button')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown className={css.filterForm}>
          <MultiSelect
            label={t('register.filter.state')}
            data={CUSTODY_STATES.map((state) => ({ value: state, label: t(`steps.states.${state}`) }))}
            value={[...filter.states]}
            onChange={(states) => setFilter({ states })}
            comboboxProps={{ withinPortal: false }}
            clearable
          />
          <Checkbox
            label={t('register.filter.overdue')}
            checked={filter.overdue}
            onChange={(event) => setFilter({ overdue: event.currentTarget.checked })}
          />
          <TextInput
            label={t('register.filter.unit')}
            value={filter.unit}
            onChange={(event) => setFilter({ unit: event.currentTarget.value })}
          />
          <TextInput
            label={t('register.filter.recipient')}
            value={filter.recipient}
            onChange={(event) => setFilter({ recipient: event.currentTarget.value })}
          />
          <div className={css.pair}>
            <TextInput
              type="date"
              label={t('register.filter.from')}
              value={filter.from}
              onChange={(event) => setFilter({ from: event.currentTarget.value })}
            />
            <TextInput
              type="date"
              label={t('register.filter.to')}
              value={filter.to}
              onChange={(event) => setFilter({ to: event.currentTarget.value })}
            />
          </div>
        </Popover.Dropdown>
      </Popover>
      {count > 0 && (
        <>
          <span className={css.filterWords}>{words}</span>
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => setFilter({ ...NO_FILTER, search: filter.search })}
          >
            {t('register.filter.clear')}
          </Button>
        </>
      )}
    </div>
  )
}
