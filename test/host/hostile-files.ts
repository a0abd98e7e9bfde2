import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { zipSync } from 'fflate'

const paper = readFileSync(join(import.meta.dirname, '..', 'paper', 'meeting-paper.pdf'))

/** A sheet that unpacks to 300 MB. */
const bomb = (): Uint8Array =>
  zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(300 * 1024 * 1024) }, { level: 9 })

/** Files that are neither papers nor lists, whatever they say they are. */
export const HOSTILE_FILES: Readonly<Record<string, Uint8Array>> = {
  nothing: new Uint8Array(0),
  noise: Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919 + (i >> 3) * 104_729) % 256),
  'the head of a paper': new Uint8Array(paper.subarray(0, 2000)),
  'a paper of zeros': Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(10_000)]),
  'a ZIP of nothing': zipSync({}),
  'a bomb': bomb(),
}
