import type { IssueResult } from '../../shared/contract/results.ts'
import type { Medium } from '../../shared/contract/events.ts'
import { forecastPage } from '../issue/forecast.ts'
import type { PlannedPage } from '../issue/issue.ts'

/** How well a leaked photograph of each page will trace, by its number from 1. */
export const forecastPages = (pages: readonly PlannedPage[], medium: Medium): IssueResult['forecast'] =>
  pages.map(({ layout, ground }, index) => ({ page: index + 1, ...forecastPage(layout, ground, medium) }))

const MOST_LISTED = 12

const listed = (pages: readonly number[]): string => {
  const first = pages.slice(0, MOST_LISTED).join(', ')
  const more = pages.length > MOST_LISTED ? ` and ${pages.length - MOST_LISTED} more` : ''
  return `${pages.length === 1 ? 'page' : 'pages'} ${first}${more}`
}

/** What whoever issues should know before copies are made: pages of which a photograph may name nobody. */
export const forecastWarnings = (forecast: IssueResult['forecast'], medium: Medium): string[] => {
  const weak = (way: 'screen' | 'print') =>
    forecast.filter((page) => page[way] === 'weak').map(({ page }) => page)
  const warnings: string[] = []
  if (medium !== 'paper' && weak('screen').length > 0)
    warnings.push(
      `A photo of a screen that shows ${listed(weak('screen'))} may not trace: too little is on it.`,
    )
  if (medium !== 'screen' && weak('print').length > 0)
    warnings.push(
      `A photo of a print of ${listed(weak('print'))}, sent through a messenger, may not trace: too little is on it.`,
    )
  return warnings
}
