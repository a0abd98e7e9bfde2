// npm run package -- [--dir [--output FOLDER] [--stand-in]] [--win] [--mac] [--linux]: builds out/ and packages it. Where Electron's binary is neither here nor within
// reach, `--dir` goes as far as it can on a stand-in and says so; installers are then not made at all.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, Platform } from 'electron-builder'
import { buildAll, ROOT } from './build.mjs'
import { makeStandIn } from './stand-in-electron.mjs'

/** The unpacked Electron of this machine: by its own variable, or where its package keeps it. Null where there is none. */
export const electronHere = () => {
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH
  const places = [...(given ? [given] : []), join(ROOT, 'node_modules/electron/dist')]
  return places.find((place) => existsSync(join(place, 'version'))) ?? null
}

const STAND_IN_NOTE = `What lies here cannot be started: Electron's binary was not to be had when it was made, and a stand-in took its place.
All else in it is as it would be shipped.
`

/** Packs out/ as it is. With a stand-in the result is a folder that cannot run, and says so in a file of its own. */
export const packFolder = async ({ output, standIn }) => {
  const dist = standIn ? makeStandIn(ROOT, mkdtempSync(join(tmpdir(), 'siglum-stand-in-'))) : electronHere()
  try {
    await build({
      projectDir: ROOT,
      targets: Platform.current().createTarget('dir'),
      publish: 'never',
      config: {
        extends: join(ROOT, 'electron-builder.yml'),
        electronDist: dist,
        directories: { output },
      },
    })
    if (standIn) writeFileSync(join(output, 'CANNOT-BE-STARTED.txt'), STAND_IN_NOTE)
  } finally {
    if (standIn) rmSync(dist, { recursive: true, force: true })
  }
}

const packInstallers = (asked) => {
  const platforms = [
    ['--win', Platform.WINDOWS],
    ['--mac', Platform.MAC],
    ['--linux', Platform.LINUX],
  ].filter(([flag]) => asked.includes(flag))
  const wanted = platforms.length > 0 ? platforms.map(([, platform]) => platform) : [Platform.current()]
  return build({
    projectDir: ROOT,
    targets: new Map(wanted.flatMap((platform) => [...platform.createTarget()])),
    publish: 'never',
    config: join(ROOT, 'electron-builder.yml'),
  })
}

const valueOf = (asked, flag) => {
  const at = asked.indexOf(flag)
  return at < 0 ? undefined : asked[at + 1]
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const asked = process.argv.slice(2)
  await buildAll()
  if (asked.includes('--dir')) {
    const standIn = asked.includes('--stand-in') || electronHere() === null
    const output = valueOf(asked, '--output') ?? join(ROOT, 'dist')
    await packFolder({ output, standIn })
    console.log(
      standIn
        ? `NOT RUNNABLE: ${output} was packed around a stand-in, not Electron's binary. All else in it is as it ships.`
        : `${output} holds the app, unpacked.`,
    )
  } else await packInstallers(asked)
}
