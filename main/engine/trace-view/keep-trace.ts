import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { unzipSync, zipSync } from 'fflate'
import { traceViewSchema } from '../../../shared/contract/app/trace-calls.ts'
import type { TraceView } from '../../../shared/contract/app/trace-calls.ts'
import { Failure } from '../../../shared/contract/failure.ts'
import type { Vault, VaultReader } from '../../vault.ts'
import { showNamed } from './show-named.ts'

/**
 * What a trace left, kept sealed in the vault: the leaks, the evidence pictures and figures as `trace --evidence` writes them,
 * and what the screen shows. So a trace can be looked at again, and a bundle made of it, years later.
 */
const nameOf = (traceId: string): string => `evidence of trace ${traceId}`

/** In the archive, beside the evidence folder's own files. */
const VIEW = 'view.v8'

const filesUnder = (folder: string, prefix = ''): Record<string, Uint8Array> =>
  Object.assign(
    {},
    ...readdirSync(join(folder, prefix), { withFileTypes: true }).map((entry) => {
      const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`
      return entry.isDirectory()
        ? filesUnder(folder, path)
        : { [path]: Uint8Array.from(readFileSync(join(folder, path))) }
    }),
  ) as Record<string, Uint8Array>

/** A folder of one's own that is gone afterwards, whatever happens. */
export const inPrivateFolder = async <T>(work: (folder: string) => Promise<T>): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), 'siglum-evidence-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Pictures are packed already. */
export const keepTrace = ({ named }: Vault, folder: string, view: TraceView): void => {
  const files = { ...filesUnder(folder), [VIEW]: Uint8Array.from(serialize(view)) }
  named.write(nameOf(view.result.id), zipSync(files, { level: 0 }))
}

export const isTraceKept = ({ named }: VaultReader, traceId: string): boolean => named.has(nameOf(traceId))

const unpack = ({ named }: VaultReader, traceId: string): Record<string, Uint8Array> => {
  const packed = named.read(nameOf(traceId))
  if (packed === null)
    throw new Failure(
      'not-found',
      'The pictures of this trace are not kept in the vault. Trace the leak once more to see them.',
    )
  return unzipSync(packed)
}

/** As it was shown then; the copies' custody as it stands now. */
export const keptView = (vault: VaultReader, traceId: string): TraceView => {
  const view = traceViewSchema.parse(deserialize(unpack(vault, traceId)[VIEW]))
  return { ...view, ...showNamed(vault.register, view.result) }
}

/** Lays the evidence out in a folder, as `makeBundle` takes it. */
export const unpackEvidence = (vault: VaultReader, traceId: string, folder: string): void => {
  for (const [path, bytes] of Object.entries(unpack(vault, traceId))) {
    if (path === VIEW) continue
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), bytes)
  }
}
