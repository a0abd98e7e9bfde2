import { Button, Combobox, TextInput, useCombobox } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Recipient } from '../../../shared/contract/events.ts'
import { call } from '../../client.ts'
import { addRecipients } from './draft.ts'
import css from './issue.module.css'

/** Long enough that a name typed fast asks once. */
const PAUSE_MS = 120

const usePeople = (begins: string): readonly Recipient[] => {
  const [people, setPeople] = useState<readonly Recipient[]>([])
  useEffect(() => {
    if (begins.trim() === '') return setPeople([])
    const control = new AbortController()
    const timer = setTimeout(() => {
      call('issue.people', { begins: begins.trim().slice(0, 100) }, { signal: control.signal }).then(
        ({ recipients }) => !control.signal.aborted && setPeople(recipients.slice(0, 8)),
        () => undefined,
      )
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      control.abort()
    }
  }, [begins])
  return people
}

/** One person, typed; those who had copies before are offered whole. */
export const AddPerson = () => {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const people = usePeople(name)
  const box = useCombobox({ onDropdownClose: () => box.resetSelectedOption() })
  const add = (recipient: Recipient) => {
    addRecipients([recipient])
    setName('')
    box.closeDropdown()
  }
  const addTyped = () => {
    if (name.trim() !== '') add({ name: name.trim(), unit: '', id: '', email: '' })
  }
  return (
    <form
      className={css.inline}
      onSubmit={(event) => {
        event.preventDefault()
        addTyped()
      }}
    >
      <Combobox
        store={box}
        onOptionSubmit={(index) => {
          const chosen = people[Number(index)]
          if (chosen) add(chosen)
        }}
      >
        <Combobox.Target>
          <TextInput
            className={css.grow}
            label={t('issue.add-person')}
            placeholder={t('issue.add-person-hint')}
            autoComplete="off"
            value={name}
            onChange={(event) => {
              setName(event.currentTarget.value)
              box.openDropdown()
            }}
            onBlur={() => box.closeDropdown()}
          />
        </Combobox.Target>
        {people.length > 0 && (
          <Combobox.Dropdown>
            <Combobox.Options>
              {people.map((person, index) => (
                <Combobox.Option key={`${person.name}|${person.unit}|${person.id}`} value={String(index)}>
                  <strong>{person.name}</strong>{' '}
                  <span className="dim">{[person.unit, person.id].filter(Boolean).join(' · ')}</span>
                </Combobox.Option>
              ))}
            </Combobox.Options>
          </Combobox.Dropdown>
        )}
      </Combobox>
      <Button
        type="submit"
        variant="default"
        leftSection={<IconUserPlus size={17} />}
        disabled={name.trim() === ''}
      >
        {t('common.add')}
      </Button>
    </form>
  )
}
