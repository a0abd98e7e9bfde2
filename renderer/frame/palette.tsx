import { Modal, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { showKeys, useCommandList } from './commands.ts'
import type { Command } from './commands.ts'
import { usePalette } from './palette-state.ts'
import css from './palette.module.css'

const close = () => usePalette.setState({ open: null })

const Keys = ({ keys }: { readonly keys: string | undefined }) =>
  keys === undefined ? null : (
    <span className={css.keys}>
      {showKeys(keys).map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  )

/** Every piece of what was typed is in the title, in any order. */
const fits = (command: Command, typed: string): boolean =>
  typed
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((piece) => command.title.toLocaleLowerCase().includes(piece))

const Finder = () => {
  const { t } = useTranslation()
  const commands = useCommandList((state) => state.commands)
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const found = useMemo(
    () => commands.filter((command) => command.id !== 'palette' && fits(command, typed)),
    [commands, typed],
  )
  const run = (command: Command | undefined) => {
    if (!command) return
    close()
    // After the dialog has given the focus back.
    setTimeout(command.run, 0)
  }
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      setAt((at + step + found.length) % Math.max(1, found.length))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      run(found[at])
    }
  }
  return (
    <>
      <TextInput
        data-autofocus
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={found[at] && `palette-${found[at].id}`}
        aria-label={t('palette.title')}
        placeholder={t('palette.placeholder')}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={press}
      />
      <ul className={css.list} id="palette-list" role="listbox" aria-label={t('palette.title')}>
        {found.map((command, index) => (
          <li
            key={command.id}
            id={`palette-${command.id}`}
            role="option"
            aria-selected={index === at}
            className={css.option}
            onMouseMove={() => setAt(index)}
            onClick={() => run(command)}
          >
            <span>{command.title}</span>
            <Keys keys={command.keys} />
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="dim">{t('palette.none')}</p>}
    </>
  )
}

const KeyList = () => {
  const { t } = useTranslation()
  const commands = useCommandList((state) => state.commands)
  return (
    <>
      <dl className={css.keyList}>
        {commands
          .filter((command) => command.keys !== undefined)
          .map((command) => (
            <div key={command.id} className={css.keyRow}>
              <dt>{command.title}</dt>
              <dd>
                <Keys keys={command.keys} />
              </dd>
            </div>
          ))}
      </dl>
      <p className="dim">{t('palette.keys-hint')}</p>
    </>
  )
}

/** The command palette, and the list of keys. */
export const Palette = () => {
  const { t } = useTranslation()
  const open = usePalette((state) => state.open)
  return (
    <Modal
      opened={open !== null}
      onClose={close}
      title={open === 'keys' ? t('palette.keys-title') : t('palette.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      yOffset="12vh"
      centered={false}
    >
      {open === 'keys' ? <KeyList /> : <Finder />}
    </Modal>
  )
}
