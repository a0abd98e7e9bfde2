import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { menuTemplate } from '../../../main/shell/menu/menu-template.ts'
import { languageOf, WORDS } from '../../../main/shell/words.ts'
import { startShell } from './run-shell.ts'

const flat = (items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])])

const strings = (value: unknown): string[] => {
  if (typeof value === 'string') return [value]
  if (typeof value === 'function') return [String(Reflect.apply(value, undefined, [2]))]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : []
}

describe.each([true, false])('the menus (on a Mac: %s)', (mac) => {
  it.each(['en', 'zh'] as const)('say everything in %s', (language) => {
    const entries = flat(menuTemplate({ words: WORDS[language], mac, press: vi.fn() }))
    const unnamed = entries.filter(({ type, label }) => type !== 'separator' && !label)
    expect(unnamed).toEqual([])
    const known = new Set(['Siglum', ...Object.values(WORDS[language].menu)])
    expect(entries.flatMap(({ label }) => label ?? []).filter((label) => !known.has(label))).toEqual([])
  })

  it('press the page’s own keys', () => {
    const press = vi.fn()
    const entries = flat(menuTemplate({ words: WORDS.en, mac, press }))
    const issue = entries.find(({ id }) => id === 'issue')
    expect(issue).toMatchObject({ accelerator: 'CmdOrCtrl+1', registerAccelerator: false })
    Reflect.apply(issue?.click ?? (() => undefined), undefined, [])
    expect(press).toHaveBeenCalledWith('1')
    const keys = entries.flatMap(({ accelerator }) => accelerator ?? [])
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('have neither reload nor developer tools', () => {
    const roles = flat(menuTemplate({ words: WORDS.en, mac, press: vi.fn() })).map(({ role }) => role)
    expect(roles).not.toContain('reload')
    expect(roles).not.toContain('toggleDevTools')
  })
})

describe('the shell’s words', () => {
  it('are in Chinese wherever they are in English', () => {
    const english = strings(WORDS.en)
    const chinese = strings(WORDS.zh)
    expect(chinese).toHaveLength(english.length)
    expect(chinese.filter((text) => !/\p{Script=Han}/u.test(text))).toEqual([])
  })

  it('follow the system until a person chooses', async () => {
    expect(languageOf(['zh-Hans-CN', 'en'])).toBe('zh')
    expect(languageOf(['de-DE', 'zh-CN'])).toBe('en')
    expect(languageOf([])).toBe('en')
    const { seen } = await startShell({ languages: ['zh-CN'] })
    expect(JSON.stringify(seen.menu)).toContain('登记簿')
    seen.children[0]?.emit('message', { kind: 'language', language: 'en' })
    expect(JSON.stringify(seen.menu)).toContain('Register')
  })

  it('press keys in the page', async () => {
    const { seen, window } = await startShell()
    const entries = flat(seen.menu as MenuItemConstructorOptions[])
    Reflect.apply(entries.find(({ id }) => id === 'trace')?.click ?? (() => undefined), undefined, [])
    expect(window.webContents.input).toEqual([
      { type: 'keyDown', keyCode: '3', modifiers: ['control'] },
      { type: 'keyUp', keyCode: '3', modifiers: ['control'] },
    ])
  })
})
