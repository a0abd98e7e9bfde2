import { call } from '../client.ts'
import type { FileId, FileOut } from '../../shared/contract/app/call.ts'

const PIECE = 1024 * 1024
const READ = 4 * 1024 * 1024

export interface Sent {
  readonly file: FileId
  readonly name: string
  readonly bytes: number
}

/** Hands a file over in pieces; `onPart` gets what part of it has gone, 0 to 1. */
export const sendFile = async (
  given: File,
  options: { onPart?: (part: number) => void; signal?: AbortSignal } = {},
): Promise<Sent> => {
  const { signal } = options
  const { file } = await call('file.begin', { name: given.name, bytes: given.size }, { signal })
  for (let at = 0; at < given.size; at += PIECE) {
    const bytes = new Uint8Array(await given.slice(at, at + PIECE).arrayBuffer())
    await call('file.write', { file, bytes }, { signal })
    options.onPart?.(Math.min(1, (at + PIECE) / given.size))
  }
  return { file, name: given.name, bytes: given.size }
}

const TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  zip: 'application/zip',
  csv: 'text/csv',
  svg: 'image/svg+xml',
  txt: 'text/plain',
}

/** The bytes of a file that the engine's process made. */
export const fetchFile = async (out: FileOut): Promise<Blob> => {
  const parts: Uint8Array<ArrayBuffer>[] = []
  let offset = 0
  for (let end = false; !end;) {
    const piece = await call('file.read', { file: out.file, offset, length: READ })
    parts.push(new Uint8Array(piece.bytes))
    offset += piece.bytes.length
    end = piece.end || piece.bytes.length === 0
  }
  const ending = out.name.slice(out.name.lastIndexOf('.') + 1).toLowerCase()
  return new Blob(parts, { type: TYPES[ending] ?? 'application/octet-stream' })
}

/** Saves through the browser's, or the shell's, own way with downloads. */
export const saveBlob = (blob: Blob, name: string): void => {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

export const saveFile = async (out: FileOut): Promise<void> => saveBlob(await fetchFile(out), out.name)
