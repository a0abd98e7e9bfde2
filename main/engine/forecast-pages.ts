import type { IssueResult } from '../../shared/contract/results.ts'
import type { Medium } from '../../shared/contract/events.ts'
import type { Warning } from '../../shared/contract/warning.ts'
import { forecastPage } from '../issue/forecast.ts'
import type { PlannedPage } from '../issue/issue.ts'

/** How well a leaked photograph of each page will trace, by its number from 1. */
export const forecastPages = (pages: readonly PlannedPage[], medium: Medium): IssueResult['forecast'] =>
  pages.map(({ layout, ground }, index) => ({ page: index + 1, ...forecastPage(layout, ground, medium) }))

type Way = 'screen' | 'print'

/** How copies for a medium are read, and so how they may be photographed. */
export const waysRead = (medium: Medium): readonly Way[] =>
  medium === 'both' ? ['screen', 'print'] : [medium === 'screen' ? 'screen' : 'print']

/** What whoever issues should know before copies are made: pages of which a photograph may name nobody. */
export const forecastWarnings = (forecast: IssueResult['forecast'], medium: Medium): Warning[] =>
  waysRead(medium).flatMap((way): Warning[] => {
    const weak = forecast.filter((page) => page[way] === 'weak').map(({ page }) => page)
    return weak.length === 0 ? [] : [{ code: `${way}-weak`, pages: weak }]
  })
