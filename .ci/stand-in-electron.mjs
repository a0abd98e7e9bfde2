// A folder that looks like an unpacked Electron to electron-builder, for machines where its binary cannot be had: every step of
// packaging runs on it (archive, integrity, fuses, pruning, names), and nothing of it can be started.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** What @electron/fuses looks for in the real binary: the sentinel, version 1, the number of fuses, a letter for each. */
const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
/** As Electron delivers them: run-as-node, options and inspection on, the rest off, extra privileges of file: on. */
const DELIVERED = '10110001'

const executable = () =>
  Buffer.concat([
    Buffer.from(
      '#!/bin/sh\necho "This is no Electron: it stood in for one while Siglum was packaged." >&2\nexit 1\n',
    ),
    Buffer.from(FUSE_SENTINEL),
    Buffer.from([1, DELIVERED.length]),
    Buffer.from(DELIVERED),
    Buffer.from('\n'),
  ])

const LANGUAGES = ['de', 'en-US', 'fr', 'zh-CN']

export const makeStandIn = (root, folder) => {
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8'))
  const files = {
    electron: executable(),
    'chrome-sandbox': '',
    version,
    LICENSE: 'Electron’s licence',
    'LICENSES.chromium.html': 'Chromium’s licences',
    'icudtl.dat': '',
    'resources.pak': '',
    ...Object.fromEntries(LANGUAGES.map((language) => [`locales/${language}.pak`, ''])),
  }
  for (const [name, body] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), body, { mode: name === 'electron' ? 0o755 : 0o644 })
  }
  return folder
}
