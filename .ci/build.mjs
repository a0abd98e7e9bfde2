// Builds what Electron runs, and what is packaged, into out/: JavaScript of the shell and the engine, the preload, the page,
// icons and the notices of other people's work. Runs on Node 24: npm run build [-- --without-page].
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildPreload, buildRenderer } from './build-page.mjs'
import { drawIcons } from './draw-icons.mjs'
import { gatherNotices } from './licences.mjs'
import { stripTree } from './strip-tree.mjs'

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
export const OUT = join(ROOT, 'out')

/** The shell, and the engine that it starts by its path. */
const ENTRIES = ['main/shell/main.ts', 'main/host/engine-process.ts']

export const buildMain = (out = OUT, entries = ENTRIES) => {
  for (const room of ['main', 'shared']) rmSync(join(out, room), { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  const { name, version, type, dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  // Where the sources look for it: beside main/ and shared/.
  writeFileSync(join(out, 'package.json'), JSON.stringify({ name, version, type, private: true }))
  return stripTree({ root: ROOT, entries, out, dependencies: Object.keys(dependencies) })
}

export const buildAll = async ({ page = true } = {}) => {
  const named = buildMain()
  await buildPreload(ROOT, OUT)
  if (page) await buildRenderer(ROOT, OUT)
  await drawIcons(join(ROOT, 'main/shell/icons'), join(OUT, 'icons'))
  const notices = gatherNotices(ROOT)
  writeFileSync(join(OUT, 'THIRD-PARTY-NOTICES.txt'), notices.text)
  const contents = {
    files: named.files.toSorted(),
    packages: [...named.packages].toSorted(),
    packageFiles: [...named.packageFiles].toSorted(),
    builtins: Object.fromEntries(named.builtins),
    shipped: notices.folders,
  }
  // Not shipped: what the package is held to.
  writeFileSync(join(OUT, 'contents.json'), JSON.stringify(contents, null, 2))
  return { ...named, notices }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { files, packages, notices } = await buildAll({ page: !process.argv.includes('--without-page') })
  console.log(
    `out/: ${files.length} files of ours, which name ${packages.size} packages; notices of ${notices.count} packages`,
  )
}
