/** Other people's PDF programs, asked for their opinion. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const hasJudge = (program: string): boolean => {
  const found = spawnSync(program, ['--version']).error === undefined
  if (!found) console.warn(`SKIPPED: ${program} is not installed; what it would have judged is not tested`)
  return found
}

export interface Verdict {
  readonly status: number | null
  readonly out: string
  readonly complaints: string
}

/** Runs a program on a file; `$` in its arguments is the file, `%` a file it may write, returned as bytes. */
export const judge = (
  program: string,
  args: readonly string[],
  bytes: Uint8Array,
): Verdict & { readonly made: () => Buffer } => {
  const folder = mkdtempSync(join(tmpdir(), 'siglum-judge-'))
  try {
    const [file, target] = [join(folder, 'in.pdf'), join(folder, 'out.pdf')]
    writeFileSync(file, bytes)
    const filled = args.map((arg) => (arg === '$' ? file : arg === '%' ? target : arg))
    const { status, stdout, stderr } = spawnSync(program, filled, { maxBuffer: 1 << 26 })
    const made =
      args.includes('%') && status !== null && status !== 2 ? readFileSync(target) : Buffer.alloc(0)
    return { status, out: stdout.toString('utf8'), complaints: stderr.toString('utf8'), made: () => made }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
