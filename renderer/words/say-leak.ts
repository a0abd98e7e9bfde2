import { t } from 'i18next'
import { leakPart } from '../../shared/contract/leak-name.ts'

/** A picture's name in the language that is spoken now: of which file, which page of it, which piece. */
export const sayLeak = (name: string): string => {
  const { file, page, piece } = leakPart(name)
  const paged = page === undefined ? file : t('trace.leak.page', { file, page })
  return piece === undefined ? paged : t('trace.leak.piece', { file: paged, ...piece })
}
