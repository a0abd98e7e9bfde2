import { useTranslation } from 'react-i18next'
import type { Warning } from '../../shared/contract/warning.ts'
import { formatList, formatNumber } from '../words/format.ts'
import css from './note.module.css'

const MOST_LISTED = 12

/** A warning's words, in the language spoken. */
const useSayWarning = () => {
  const { t } = useTranslation()
  const listed = (pages: readonly number[]): string => {
    const first = formatList(pages.slice(0, MOST_LISTED).map((page) => formatNumber(page)))
    const more = pages.length - MOST_LISTED
    return more > 0 ? t('warnings.pages-more', { pages: first, count: more }) : first
  }
  return (warning: Warning): string => {
    switch (warning.code) {
      case 'fonts-missing':
        return t('warnings.fonts-missing', { fonts: formatList(warning.fonts) })
      case 'screen-weak':
      case 'print-weak':
        return t(`warnings.${warning.code}`, { pages: listed(warning.pages), count: warning.pages.length })
      default:
        return t(`warnings.${warning.code}`)
    }
  }
}

/** What the engine wants known, one line each. */
export const WarningList = ({ warnings }: { readonly warnings: readonly Warning[] }) => {
  const say = useSayWarning()
  return (
    <ul className={css.warnings}>
      {warnings.map((warning) => (
        <li key={warning.code}>{say(warning)}</li>
      ))}
    </ul>
  )
}
