import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { defaultSettings, openAppSettings } from '../../../main/host/app-settings.ts'
import { configFolder } from '../../../main/host/config-folder.ts'

const folder = mkdtempSync(join(tmpdir(), 'siglum-settings-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const defaults = defaultSettings('/documents', 'zh')
const file = join(folder, 'settings.json')

describe('what this computer remembers', () => {
  it('begins with what the system says', () => {
    const settings = openAppSettings(join(folder, 'new'), defaults)
    expect(settings.read()).toMatchObject({
      language: 'zh',
      copiesFolder: join('/documents', 'Siglum copies'),
    })
  })

  it('is there again after a start', () => {
    const settings = openAppSettings(folder, defaults)
    settings.change({ theme: 'dark', idleMinutes: 3 })
    for (let i = 0; i < 12; i++) settings.remember(`/vault ${i}`)
    settings.remember('/vault 5')
    settings.forget('/vault 11')
    const again = openAppSettings(folder, defaults).read()
    expect(again).toMatchObject({ theme: 'dark', idleMinutes: 3 })
    expect(again.recentVaults.map(({ path }) => path).slice(0, 3)).toEqual([
      '/vault 5',
      '/vault 10',
      '/vault 9',
    ])
    expect(again.recentVaults).toHaveLength(9)
    expect(readdirSync(folder)).toEqual(['settings.json'])
  })

  it('falls back where the file is damaged or says what cannot be, and is mended by the next change', () => {
    for (const text of ['', '{', '[]', 'null', '{"theme":"blue"}', '{"idleMinutes":0}', '\0\0']) {
      writeFileSync(file, text)
      const settings = openAppSettings(folder, defaults)
      expect(settings.read()).toEqual(defaults)
      settings.change({ theme: 'light' })
      expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ theme: 'light' })
    }
  })

  it('keeps what it knows of a file that says less', () => {
    writeFileSync(file, '{"theme":"dark"}')
    expect(openAppSettings(folder, defaults).read()).toEqual({ ...defaults, theme: 'dark' })
  })

  it('lies where each system keeps such things', () => {
    expect(configFolder({ SIGLUM_CONFIG: '/x' }, 'linux', '/h')).toBe('/x')
    expect(configFolder({}, 'linux', '/h')).toBe('/h/.config/siglum')
    expect(configFolder({ XDG_CONFIG_HOME: '/c' }, 'linux', '/h')).toBe('/c/siglum')
    expect(configFolder({}, 'darwin', '/h')).toBe('/h/Library/Application Support/Siglum')
    expect(configFolder({ APPDATA: '/a' }, 'win32', '/h')).toBe('/a/Siglum')
  })
})
