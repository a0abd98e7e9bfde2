import { fileURLToPath } from 'node:url'

const place = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** In the built tree, which is the only one that Electron runs: `.ci/build.mjs` puts these there. */
export const PLACES = {
  preload: place('./preload.cjs'),
  renderer: place('../../renderer'),
  icon: place('../../icons/512x512.png'),
  dragIcon: place('../../icons/64x64.png'),
} as const
