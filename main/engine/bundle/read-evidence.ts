import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Failure } from '../../../shared/contract/failure.ts'
import { traceResultSchema } from '../../../shared/contract/results.ts'
import type { TraceResult } from '../../../shared/contract/results.ts'
import { sha256Of } from '../../export/json-lines-file.ts'
import { readInput } from '../read-input.ts'
import { leakName, REPORT } from '../write-evidence.ts'

export interface EvidenceFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** What `trace --evidence` left in a folder. */
export interface Evidence {
  readonly result: TraceResult
  readonly leaks: readonly (EvidenceFile & { readonly sha256: string })[]
  readonly pictures: readonly EvidenceFile[]
}

const PICTURE = /^evidence-\d+\.png$/

const reportSchema = traceResultSchema.loose().extend({
  leaks: z.array(z.looseObject({ name: z.string(), sha256: z.string() })).min(1),
  pictures: z.array(z.strictObject({ name: z.string().regex(PICTURE), sha256: z.string() })).optional(),
})

/** Of traces that a vault has kept since before their reports listed pictures: they lie by themselves, so all that is there is theirs. */
const unlistedIn = (folder: string): { readonly name: string; readonly sha256?: string }[] =>
  readdirSync(folder)
    .filter((name) => PICTURE.test(name))
    .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .map((name) => ({ name }))

const invalid = (folder: string, why: string, cause?: unknown): Failure =>
  new Failure('bundle-invalid', `${folder} is not the evidence of a trace as it was written: ${why}.`, {
    cause,
  })

const parseReport = (folder: string): z.output<typeof reportSchema> => {
  const bytes = readInput(join(folder, REPORT))
  try {
    return reportSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')))
  } catch (cause) {
    throw invalid(folder, 'trace.json is damaged, or of an older version', cause)
  }
}

/** Throws Failure 'bundle-invalid' when a leak is not the file that was traced, or a picture not the one that was drawn. */
export const readEvidence = (folder: string): Evidence => {
  const report = parseReport(folder)
  const leaks = report.leaks.map(({ name, sha256 }, i) => {
    const bytes = readInput(join(folder, 'leaks', leakName(i, name)))
    if (sha256Of(bytes) !== sha256) throw invalid(folder, `${name} is not the file that was traced`)
    return { name: leakName(i, name), bytes, sha256 }
  })
  const pictures = (report.pictures ?? unlistedIn(folder)).map(({ name, sha256 }) => {
    const bytes = readInput(join(folder, name))
    if (sha256 !== undefined && sha256Of(bytes) !== sha256)
      throw invalid(folder, `${name} is not the picture that was drawn`)
    return { name, bytes }
  })
  const keys = Object.keys(traceResultSchema.shape)
  const result = Object.fromEntries(Object.entries(report).filter(([key]) => keys.includes(key)))
  return { result: traceResultSchema.parse(result), leaks, pictures }
}
