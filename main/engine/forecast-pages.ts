import type { IssueResult } from '../../shared/contract/results.ts'
import type { Medium } from '../../shared/contract/events.ts'
import type { Warning } from '../../shared/contract/warning.ts'
import { forecastPage } from '../issue/forecast.ts'
import type { PlannedPage } from '../issue/issue.ts'

/** How well a leaked photograph of each page will trace, by its number from 1. */
export const forecastPages = (pages: readonly PlannedPage[], medium: Medium): IssueResult['forecast'] =>
  pages.map(({ layout, ground }, index) => ({ page: index + 1, ...forecastPage(layout, ground, medium) }))

/** What whoever issues should know before copies are made: pages of which a photograph may name nobody. */
export const forecastWarnings = (forecast: IssueResult['forecast'], medium: Medium): Warning[] => {
  const weak = (way: 'screen' | 'print') =>
    forecast.filter((page) => page[way] === 'weak').map(({ page }) => page)
  const [screen, print] = [weak('screen'), weak('print')]
  return [
    ...(medium === 'paper' || screen.length === 0 ? [] : [{ code: 'screen-weak' as const, pages: screen }]),
    ...(medium === 'screen' || print.length === 0 ? [] : [{ code: 'print-weak' as const, pages: print }]),
  ]
}
