import { existsSync } from 'node:fs'
import { spawnSync } from 'node:child_process'

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
]

const found = (): string | undefined => PLACES.find((path) => existsSync(path))

/** Debian's own, with a face for Chinese; only where we may, and nothing else is touched. */
const install = (): void => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  console.warn('Chromium is missing: installing it (apt-get install chromium fonts-noto-cjk) ...')
  const apt = (...args: string[]) =>
    spawnSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      timeout: 8 * 60_000,
    })
  apt('update', '-q')
  apt('install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-noto-cjk')
}

/** Where Chromium is; installed where it is missing and may be. Null, said loudly, where it cannot be had. */
export const chromiumPath = (): string | null => {
  if (!found()) install()
  const path = found() ?? null
  if (path === null)
    console.warn(
      'NOT RUN: the tests of the app need Chromium, and it could not be installed on this machine.',
    )
  return path
}
