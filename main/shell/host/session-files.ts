import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FileId } from '../../../shared/contract/app/call.ts'

export interface SessionFiles {
  /** Writes files of the engine's store under their names, so that the system can take them; returns their paths. */
  readonly lay: (files: readonly { readonly file: FileId; readonly name: string }[]) => Promise<string[]>
  /** Takes all of them away again. */
  readonly clear: () => void
}

/** A name as it may stand in a folder of any system. */
export const safeName = (name: string): string => {
  const plain = [...name.normalize('NFC')]
    .map((letter) => (/[<>:"/\\|?*\p{Cc}\p{Cf}]/u.test(letter) ? '_' : letter))
    .join('')
    .replace(/^[. ]+|[. ]+$/g, '')
  const reserved = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i.test(plain)
  return plain === '' || reserved ? `_${plain}` : plain
}

/** In a folder that only this user can open, gone when the vault locks or the app ends. */
export const keepSessionFiles = (read: (file: FileId) => Promise<Uint8Array>): SessionFiles => {
  let folder: string | null = null
  let laid = 0
  return {
    lay: async (files) => {
      folder ??= mkdtempSync(join(tmpdir(), 'siglum-drag-'))
      const place = join(folder, String(laid++))
      mkdirSync(place, { mode: 0o700 })
      const paths: string[] = []
      for (const { file, name } of files) {
        const path = join(place, safeName(name))
        writeFileSync(path, await read(file), { mode: 0o600, flag: 'wx' })
        paths.push(path)
      }
      return paths
    },
    clear: () => {
      if (folder !== null) rmSync(folder, { recursive: true, force: true })
      folder = null
    },
  }
}
