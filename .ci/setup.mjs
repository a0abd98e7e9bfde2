// Makes a fresh clone runnable: installs what package-lock.json names when that is not what node_modules
// holds. Runs on the machine's own Node (20 or later), with no dependency; all else runs on the Node 24 that the
// `node` package brings. Says nothing on stdout, so that `npm run -s siglum -- ... --json` prints its JSON only.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const nodeBinary = join(root, 'node_modules', 'node', 'bin', 'node')

const lockedPackages = (path) => JSON.parse(readFileSync(join(root, path), 'utf8')).packages

/** npm keeps, in node_modules/.package-lock.json, what it has installed. */
const isInstalled = () => {
  if (!existsSync(join(root, 'node_modules', '.package-lock.json')) || !existsSync(nodeBinary)) return false
  const installed = lockedPackages('node_modules/.package-lock.json')
  return Object.entries(lockedPackages('package-lock.json')).every(
    ([path, wanted]) => path === '' || wanted.optional || installed[path]?.version === wanted.version,
  )
}

const npm = (...args) => {
  const done = spawnSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  if (done.status === 0) return
  process.stderr.write(`${done.stdout ?? ''}${done.stderr ?? ''}\n`)
  process.stderr.write(`Setting up failed at "npm ${args.join(' ')}". Is the npm registry within reach?\n`)
  process.exit(1)
}

if (!isInstalled()) {
  process.stderr.write('Setting up: installing the packages that package-lock.json names (once) ...\n')
  // npm 10 tries to compile better-sqlite3, which ships its binaries ready, and fails where there is no compiler.
  npm('ci', '--ignore-scripts')
  npm('rebuild', 'node')
  if (!existsSync(nodeBinary)) {
    process.stderr.write('Setting up failed: the "node" package did not bring Node 24 for this machine.\n')
    process.exit(1)
  }
}
