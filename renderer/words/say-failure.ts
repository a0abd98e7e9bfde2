import i18next from 'i18next'
import { tellFailure } from './failure-words.ts'

/** What the engine says, in the language that is spoken now. */
export const sayFailure = (message: string): string =>
  tellFailure(message, i18next.language === 'zh' ? 'zh' : 'en')
