import { create } from '@cantoo/fontkit'
import type { Font } from '@cantoo/fontkit'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Failure } from '../../shared/contract/failure.ts'

const FACE = '@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf'

let opened: Font | undefined

/** Noto Sans SC, opened once per process: 10 MB, and the outlines it has read stay cached. */
export const markFont = (): Font => {
  opened ??= openFace()
  return opened
}

const openFace = (): Font => {
  const path = createRequire(import.meta.url).resolve(FACE)
  const face = create(readFileSync(path))
  if (!('glyphForCodePoint' in face)) {
    throw new Failure(
      'internal',
      `The typeface of the visible mark, ${path}, is not a single face. Reinstall the program.`,
    )
  }
  return face
}
