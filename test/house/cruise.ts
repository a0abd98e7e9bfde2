import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { z } from 'zod'

export const REPOSITORY = join(import.meta.dirname, '..', '..')

const CruiseOutput = z.object({
  summary: z.object({
    totalCruised: z.number(),
    totalDependenciesCruised: z.number(),
    violations: z.array(
      z.object({
        from: z.string(),
        to: z.string(),
        rule: z.object({ name: z.string() }),
        comment: z.string().optional(),
      }),
    ),
  }),
})

export type Cruise = z.infer<typeof CruiseOutput>['summary']

const CRUISER = join(REPOSITORY, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs')

const cruiser = (folder: string, outputType: string) =>
  spawnSync(
    process.execPath,
    [
      CRUISER,
      '--config',
      '.dependency-cruiser.mjs',
      '--output-type',
      outputType,
      '{main,shared,renderer,test}',
    ],
    { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  )

/** What dependency-cruiser finds in a tree laid out as this repository, by this repository's rules. */
export const cruise = (folder: string): Cruise =>
  CruiseOutput.parse(JSON.parse(cruiser(folder, 'json').stdout)).summary

/** The report as a person reads it. */
export const cruiseReport = (folder: string): { text: string; status: number | null } => {
  const { stdout, status } = cruiser(folder, 'err-long')
  return { text: stdout, status }
}
