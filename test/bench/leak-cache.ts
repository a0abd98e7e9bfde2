import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { sourceHash } from './source-hash.ts'

/** A leaked picture, and what the simulator's dice chose for it. */
export interface KeptLeak {
  readonly bytes: Buffer
  readonly notes: LeakNotes
}

export const leakNotesSchema = z.record(z.string(), z.union([z.number(), z.string(), z.boolean()]))
export type LeakNotes = z.infer<typeof leakNotesSchema>

/** Everything that decides how a file becomes a picture. */
export const simulatorHash = (): string =>
  sourceHash(join(import.meta.dirname, 'leak-kinds.ts'), join(import.meta.dirname, 'page-content.ts'))

/** Leaks by what they were made from: the same files leaked in the same way are the same picture. */
export const leakKey = (files: readonly Uint8Array[], ...how: readonly string[]): string => {
  const hash = createHash('sha256')
  for (const file of files) hash.update(createHash('sha256').update(file).digest())
  for (const word of how) hash.update(word).update('\0')
  return hash.digest('hex').slice(0, 32)
}

const FORMATS = ['jpg', 'png'] as const
const formatOf = (bytes: Buffer): (typeof FORMATS)[number] => (bytes[0] === 0x89 ? 'png' : 'jpg')

export const readLeak = (folder: string, name: string): KeptLeak | null => {
  const notes = join(folder, `${name}.json`)
  const picture = FORMATS.map((format) => join(folder, `${name}.${format}`)).find(existsSync)
  if (picture === undefined || !existsSync(notes)) return null
  return {
    bytes: readFileSync(picture),
    notes: leakNotesSchema.parse(JSON.parse(readFileSync(notes, 'utf8'))),
  }
}

/** The notes come last, in one step: a leak with notes is whole. */
export const keepLeak = (folder: string, name: string, { bytes, notes }: KeptLeak): void => {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${name}.${formatOf(bytes)}`), bytes)
  const half = join(folder, `${name}.half`)
  writeFileSync(half, JSON.stringify(notes))
  renameSync(half, join(folder, `${name}.json`))
}

export const dropLeak = (folder: string, name: string): void => {
  for (const end of ['json', ...FORMATS]) rmSync(join(folder, `${name}.${end}`), { force: true })
}
