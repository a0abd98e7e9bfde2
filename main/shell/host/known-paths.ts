import { realpathSync } from 'node:fs'
import { isAbsolute, relative } from 'node:path'
import { Failure } from '../../../shared/contract/failure.ts'

export interface KnownPaths {
  /** A file or folder that the engine made or listed in this session. */
  readonly made: (paths: readonly string[]) => void
  /** A folder that a person chose in this session; what lies in it is known too. */
  readonly picked: (folder: string) => void
  /** The real path, where it is one of these; fails with 'not-permitted' otherwise, or 'file-not-found'. */
  readonly check: (path: string) => string
}

const isWithin = (folder: string, path: string): boolean => {
  const way = relative(folder, path)
  return way === '' || (!way.startsWith('..') && !isAbsolute(way))
}

const real = (path: string): string | null => {
  try {
    return realpathSync(path)
  } catch {
    return null
  }
}

/** The page may point at what this session has to do with, and at nothing else on the computer; links are followed first. */
export const keepKnownPaths = (): KnownPaths => {
  const made = new Set<string>()
  const picked = new Set<string>()
  return {
    made: (paths) => {
      for (const path of paths) if (isAbsolute(path)) made.add(path)
    },
    picked: (folder) => picked.add(folder),
    check: (path) => {
      const there = isAbsolute(path) ? real(path) : null
      if (there === null) {
        throw new Failure(
          'file-not-found',
          'This file or folder is not there any more. Was it moved or renamed?',
        )
      }
      const isMade = made.has(path) || [...made].some((known) => real(known) === there)
      const isPicked = [...picked].some((folder) => isWithin(real(folder) ?? folder, there))
      if (isMade || isPicked) return there
      throw new Failure('not-permitted', 'Only files and folders of this session can be shown.')
    },
  }
}
