import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import type { Reading } from '../../main/trace/score-candidates.ts'
import type { TraceRow } from './trace-row.ts'

/** What a trace measured, kept so that the law can be tried on it later. */
export interface KeptResiduals {
  readonly row: TraceRow
  readonly readings: readonly Reading[]
}

export const keepResiduals = (folder: string, kept: KeptResiduals): void => {
  if (kept.readings.length === 0) return
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${kept.row.index}.residuals`), serialize(kept))
}

export const residualFiles = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.residuals'))
    .toSorted()
    .map((name) => join(folder, name))

/** Only for files of this program's own making. */
export const readResiduals = (path: string): KeptResiduals => deserialize(readFileSync(path)) as KeptResiduals
