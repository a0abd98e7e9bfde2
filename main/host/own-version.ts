import { readFileSync } from 'node:fs'
import { z } from 'zod'

const MANIFEST = new URL('../../package.json', import.meta.url)

/** Of this program. */
export const ownVersion = (): string =>
  z.object({ version: z.string() }).parse(JSON.parse(readFileSync(MANIFEST, 'utf8'))).version
