import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type * as Sharp from 'sharp'
import type * as Raster from '../../main/document/open-raster.ts'
import type * as EngineRoom from '../../main/engine.ts'

/**
 * Issues a paper and traces a screenshot of a copy with nothing but what lies in a packed app, in plain Node: arguments are the
 * app's folder, a folder to work in, and the paper. Prints what came of it as JSON.
 */
const [, , app, folder, paper] = process.argv
const load = async <T>(path: string): Promise<T> => import(pathToFileURL(join(app, 'out', path)).href)

const { initVault, openEngine } = await load<typeof EngineRoom>('main/engine.js')
const { openRaster } = await load<typeof Raster>('main/document/open-raster.js')
const { default: sharp } = await load<typeof Sharp>('../node_modules/sharp/dist/index.mjs')

mkdirSync(folder, { recursive: true })
const recipients = join(folder, 'people.csv')
writeFileSync(recipients, '姓名,单位\n王小明,水务局\nAnn Lee,Treasury\n')
const dir = join(folder, 'vault')
const passphrase = 'correct horse battery staple'
await initVault({ dir, passphrase, by: 'Registry', scryptLogN: 10 })
const engine = await openEngine(dir, passphrase)
const issued = await engine.issue({
  document: paper,
  recipients,
  out: join(folder, 'copies'),
  medium: 'both',
  by: 'Registry',
})
const raster = await openRaster(readFileSync(issued.copies[1].file))
const { width, height, rgb } = raster.renderRgb(0, 100 / 25.4)
raster.close()
const leak = join(folder, 'leak.png')
await sharp(rgb, { raw: { width, height, channels: 3 } })
  .png()
  .toFile(leak)
const traced = await engine.trace({ files: [leak], evidence: join(folder, 'evidence'), by: 'Registry' })
// The sheet shows a checkpoint as a QR code.
const sheet = join(folder, 'receipt.pdf')
await engine.sheet({ sheet: 'receipt', of: [issued.issuance], out: sheet, by: 'Registry' })
const { verdict: register } = await engine.verify({ checkpoints: [sheet] })
engine.close()
process.stdout.write(
  JSON.stringify({ verdict: traced.verdict, copy: traced.copy?.copy, bound: traced.bound, register }),
)
