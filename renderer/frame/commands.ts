import { useEffect } from 'react'
import { create } from 'zustand'

/** Something that can be done from the palette, and from the keyboard where it has keys. */
export interface Command {
  readonly id: string
  /** In the language that is spoken. */
  readonly title: string
  /** As in "mod+1" (Ctrl, or Cmd on a Mac), "shift+?", "/". */
  readonly keys?: string
  /** Further keys that do the same and are not shown. */
  readonly also?: string
  readonly run: () => void
}

export const useCommandList = create<{ readonly commands: readonly Command[] }>(() => ({ commands: [] }))

/** Commands that hold while the component is there. Later ones win where keys are the same. */
export const useCommands = (commands: readonly Command[]): void => {
  useEffect(() => {
    useCommandList.setState((state) => ({ commands: [...state.commands, ...commands] }))
    return () =>
      useCommandList.setState((state) => ({
        commands: state.commands.filter((command) => !commands.includes(command)),
      }))
  }, [commands])
}

const isMac = navigator.userAgent.includes('Mac')

const keysOf = (event: KeyboardEvent): string => {
  const parts = []
  if (isMac ? event.metaKey : event.ctrlKey) parts.push('mod')
  if (event.altKey) parts.push('alt')
  // A sign that needs Shift is named by the sign alone, since keyboards differ in where it is.
  if (event.shiftKey && event.key.length > 1) parts.push('shift')
  return [...parts, event.key.length === 1 ? event.key.toLowerCase() : event.key].join('+')
}

/** Whether keys and what is pasted are for a field, not for the screen. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))

/** One listener for the whole window. While somebody types, only keys with Ctrl or Cmd are taken; behind a dialog, none. */
export const useKeyboard = (): void => {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const keys = keysOf(event)
      if (event.defaultPrevented || (!keys.startsWith('mod+') && isTyping(event.target))) return
      if (document.querySelector('[aria-modal="true"]')) return
      const command = useCommandList
        .getState()
        .commands.findLast((one) => one.keys === keys || one.also === keys)
      if (!command) return
      event.preventDefault()
      command.run()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}

const SIGNS: Readonly<Record<string, string>> = isMac
  ? { mod: '⌘', alt: '⌥', shift: '⇧' }
  : { mod: 'Ctrl', alt: 'Alt', shift: 'Shift' }

/** Keys as they are printed on a keyboard. */
export const showKeys = (keys: string): readonly string[] =>
  keys.split('+').map((key) => SIGNS[key] ?? (key.length === 1 ? key.toUpperCase() : key))
