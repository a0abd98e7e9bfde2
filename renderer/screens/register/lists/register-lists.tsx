import { useState } from 'react'
import { Button, CloseButton, Menu, Tabs, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconChevronDown, IconSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Page } from '../../../parts/page.tsx'
import { readCode } from '../../../parts/scan/read-code.ts'
import { isTab, open, setFilter, showTab, TABS, useWhere } from '../place.ts'
import type { Tab } from '../place.ts'
import { useMayKeep } from '../use-may.ts'
import { CopiesList } from './copies-list.tsx'
import { DocumentsList } from './documents-list.tsx'
import { IssuancesList } from './issuances-list.tsx'
import { Overview } from './overview.tsx'
import { PeopleList } from './people-list.tsx'
import css from '../register.module.css'

const LISTS: Readonly<Record<Tab, () => React.ReactNode>> = {
  overview: Overview,
  documents: DocumentsList,
  issuances: IssuancesList,
  copies: CopiesList,
  people: PeopleList,
}

/** Typing goes on while the register is asked; it is asked when the fingers rest. */
const TYPING_MS = 120

const SearchBox = () => {
  const { t } = useTranslation()
  const search = useWhere((state) => state.filter.search)
  const [typed, setTyped] = useState(search)
  const [slip, setSlip] = useState(false)
  const ask = useDebouncedCallback((search: string) => {
    const { tab } = useWhere.getState()
    if (tab === 'overview' && search.trim() !== '') showTab('copies', { search })
    else setFilter({ search })
  }, TYPING_MS)
  const type = (text: string): void => {
    setTyped(text)
    setSlip(false)
    ask(text)
  }
  const enter = (): void => {
    const scanned = readCode(typed)
    setSlip(scanned.kind === 'mistyped')
    if (scanned.kind !== 'code') return
    type('')
    open({ kind: 'copy', name: scanned.code })
  }
  return (
    <TextInput
      className={css.search}
      type="search"
      aria-label={t('register.search')}
      placeholder={t('register.search-placeholder')}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        typed === '' ? null : (
          <CloseButton size="sm" aria-label={t('register.search-clear')} onClick={() => type('')} />
        )
      }
      value={typed}
      onChange={(event) => type(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') enter()
        if (event.key === 'Escape' && typed !== '') type('')
      }}
      error={slip ? t('register.mistyped-short') : null}
    />
  )
}

const DeskMenu = () => {
  const { t } = useTranslation()
  const may = useMayKeep()
  if (!may) return null
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" rightSection={<IconChevronDown size={15} aria-hidden />}>
          {t('register.desk')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => open({ kind: 'muster' })}>{t('register.muster')}</Menu.Item>
        <Menu.Item onClick={() => open({ kind: 'hand-over' })}>{t('register.hand-over')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** The register's lists under one search box. */
export const RegisterLists = () => {
  const { t } = useTranslation()
  const tab = useWhere((state) => state.tab)
  const List = LISTS[tab]
  return (
    <Page
      fill
      title={t('register.title')}
      lead={t('register.lead')}
      actions={
        <>
          <SearchBox />
          <DeskMenu />
        </>
      }
    >
      <Tabs
        className={css.tabs}
        value={tab}
        onChange={(name) => isTab(name) && showTab(name)}
        keepMounted={false}
      >
        <Tabs.List>
          {TABS.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`register.tabs.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={tab} className={css.panel} tabIndex={-1}>
          <List />
        </Tabs.Panel>
      </Tabs>
    </Page>
  )
}
