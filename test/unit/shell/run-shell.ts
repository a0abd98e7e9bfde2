import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { vi } from 'vitest'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { makeElectron } from './fake-electron.ts'
import type { FakeElectron } from './fake-electron.ts'

/** A built page of three files, as vite would leave it. */
const makePage = (folder: string): string => {
  const renderer = join(folder, 'renderer')
  mkdirSync(join(renderer, 'assets'), { recursive: true })
  writeFileSync(join(renderer, 'index.html'), '<!doctype html><title>Siglum</title>')
  writeFileSync(join(renderer, 'assets', 'main.js'), 'export {}')
  writeFileSync(join(renderer, 'assets', 'main.css'), 'body {}')
  return renderer
}

export interface RunningShell extends FakeElectron {
  readonly folder: string
  readonly window: FakeElectron['seen']['windows'][number]
}

/** Runs the real main.ts, from its first line, on a fake Electron of its own. */
export const startShell = async (given: Parameters<typeof makeElectron>[0] = {}): Promise<RunningShell> => {
  const folder = temporaryFolder('shell')
  const electron = makeElectron({ userData: folder, ...given })
  vi.resetModules()
  vi.doMock('electron', () => electron.module)
  vi.doMock('../../../main/shell/places.ts', () => ({
    PLACES: {
      preload: '/built/preload.cjs',
      renderer: makePage(folder),
      icon: '/built/512x512.png',
      dragIcon: '/built/64x64.png',
    },
  }))
  await import('../../../main/shell/main.ts')
  const mayOpen = electron.seen.errors.length === 0 && electron.seen.quits === 0
  if (mayOpen) await vi.waitFor(() => expectLoaded(electron))
  const [window] = electron.seen.windows
  return { ...electron, folder, window }
}

const expectLoaded = ({ seen }: FakeElectron) => {
  if (seen.errors.length > 0) return
  if (seen.windows[0]?.loaded.length !== 1) throw new Error('The window has not loaded its page yet.')
}
