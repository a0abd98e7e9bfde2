import { en } from '../../../renderer/words/en/all-words.ts'
import { zh } from '../../../renderer/words/zh/all-words.ts'

/** What stands on the screens, so that tests find things in either language by the app's own words. */
export const WORDS = { en, zh } as const
export type Tongue = keyof typeof WORDS

/** A text with blanks to be filled, as what matches it whatever fills them. */
export const filled = (text: string): RegExp =>
  new RegExp(
    `^${text
      .split(/\{\{\w+\}\}/)
      .map((piece) => piece.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.+')}$`,
    'u',
  )
