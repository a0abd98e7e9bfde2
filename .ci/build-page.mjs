// The two parts of the app that run in Chromium's sandbox and have to be bundles: the preload, one CommonJS file since a sandboxed
// preload cannot load others, and the page.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'

const QUIET = { logLevel: 'warn', configFile: false }

export const buildPreload = (root, out) =>
  build({
    ...QUIET,
    root,
    publicDir: false,
    build: {
      outDir: join(out, 'main', 'shell'),
      emptyOutDir: false,
      minify: false,
      target: 'esnext',
      lib: { entry: join(root, 'main/shell/preload.ts'), formats: ['cjs'], fileName: () => 'preload.cjs' },
      rolldownOptions: { external: ['electron'] },
    },
  })

/** By the renderer's own configuration. */
export const buildRenderer = (root, out) => {
  const configFile = ['renderer/vite.config.ts', 'vite.config.ts']
    .map((name) => join(root, name))
    .find((path) => existsSync(path))
  if (configFile === undefined) throw new Error('The page has no vite.config.ts to be built by.')
  return build({ logLevel: 'warn', configFile, build: { outDir: join(out, 'renderer'), emptyOutDir: true } })
}
