// `npm start`: installs what is missing, builds the renderer where its sources are newer than what was built, and opens the
// desktop app: in Electron where its binary is there or can be had, else in a window of the browser on this computer.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const node = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node')
const electronFolder = join(root, 'node_modules', 'electron')
const shell = join(root, 'main', 'shell', 'main.ts')
const built = join(root, 'out', 'renderer', 'index.html')

/** Electron's binary comes from outside; where that cannot be reached, waiting longer does not help. */
const DOWNLOAD_MS = Number(process.env.SIGLUM_ELECTRON_WAIT_MS ?? 60_000)

const say = (text) => process.stderr.write(`${text}\n`)

const run = (...args) => {
  const done = spawnSync(args[0], args.slice(1), { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  if (done.status !== 0) process.exit(done.status ?? 1)
}

const newest = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((last, entry) => Math.max(last, statSync(join(entry.parentPath, entry.name)).mtimeMs), 0)

const buildRenderer = () => {
  const sources = ['renderer', join('shared', 'contract')].map((folder) => newest(join(root, folder)))
  const lock = statSync(join(root, 'package-lock.json')).mtimeMs
  if (existsSync(built) && statSync(built).mtimeMs > Math.max(...sources, lock)) return
  say('Building the screens ...')
  run(
    node,
    join(root, 'node_modules', 'vite', 'bin', 'vite.js'),
    'build',
    '-c',
    'renderer/vite.config.ts',
    '--logLevel',
    'warn',
  )
}

/** Where Electron's own package says its binary is; null where it is not. */
const electronBinary = () => {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  const path = join(electronFolder, 'path.txt')
  if (!override && !existsSync(path)) return null
  const name = existsSync(path) ? readFileSync(path, 'utf8').trim() : 'electron'
  const binary = join(override ?? join(electronFolder, 'dist'), name)
  return existsSync(binary) ? binary : null
}

const downloadElectron = () => {
  say('Fetching Electron (once) ...')
  const done = spawnSync(node, [join(electronFolder, 'install.js')], {
    cwd: root,
    stdio: 'ignore',
    timeout: DOWNLOAD_MS,
  })
  return done.status === 0 ? electronBinary() : null
}

const findElectron = () => {
  if (process.env.SIGLUM_HOST === 'browser' || !existsSync(shell)) return null
  return electronBinary() ?? downloadElectron()
}

/** The child ends by itself at Ctrl-C, which the terminal sends to both. */
const hold = (child) => {
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code) => process.exit(code ?? 0))
}

run(process.execPath, join(root, '.ci', 'setup.mjs'))
buildRenderer()
const electron = findElectron()
if (electron !== null) {
  say('Opening Siglum in Electron.')
  hold(spawn(electron, [root], { cwd: root, stdio: 'inherit' }))
} else {
  say('Electron is not here; opening Siglum in a window of the browser on this computer. Ctrl-C ends it.')
  const host = join(root, 'main', 'host', 'loopback-process.ts')
  hold(spawn(node, [host, '--window'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] }))
}
