import { changeLanguage, use as withPlugin } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en } from './en/all-words.ts'
import type { Language } from './words.ts'
import { zh } from './zh/all-words.ts'

export type { Language }

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en }
    returnNull: false
  }
}

export const startWords = (language: Language) =>
  withPlugin(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { en: { translation: en }, zh: { translation: zh } },
    interpolation: { escapeValue: false },
    returnNull: false,
  })

export const speak = async (language: Language): Promise<void> => {
  await changeLanguage(language)
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
}

/** What the system speaks, where nobody has chosen yet. */
export const systemLanguage = (): Language => (navigator.language.startsWith('zh') ? 'zh' : 'en')
