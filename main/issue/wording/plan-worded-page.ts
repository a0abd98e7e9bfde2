import type { Medium } from '../../../shared/mark/layout.ts'
import type { RenderedChar } from '../../document/document.ts'
import type { OpenDocument } from '../../document/open-document.ts'
import { openWording, withSlots } from '../../document/open-wording.ts'
import { planOnePage } from '../issue.ts'
import type { PlannedPage } from '../issue.ts'
import type { PageViews } from '../page-views.ts'
import { unseenBoxes } from '../unseen-words.ts'
import { measureWording } from './measure-wording.ts'
import { placeWording, slotsOf } from './place-wording.ts'
import type { ApprovedPlace, PlacedWording } from './place-wording.ts'

export interface WordedOrder {
  readonly source: OpenDocument
  /** From 0. */
  readonly page: number
  readonly approved: readonly ApprovedPlace[]
  readonly views: Required<PageViews>
  readonly medium: Medium
}

/** A page's places, those of its wordings among them; `problems` says what is wrong with what the author allowed. */
export const planWordedPage = ({
  source,
  page,
  approved,
  views,
  medium,
}: WordedOrder): { readonly planned: PlannedPage; readonly problems: readonly string[] } => {
  const plan = (of: OpenDocument): PlannedPage => planOnePage(of.pages[page], page, views, medium)
  if (approved.length === 0) return { planned: plan(source), problems: [] }
  const placed = placeWording(openWording(source, page), approved)
  if (placed.problems.length > 0) return { planned: plan(source), problems: placed.problems }
  const { layout, ground } = plan(withSlots(source, new Map([[page, slotsOf(placed.layout)]])))
  const planned = { layout: { ...layout, wording: placed.layout }, ground }
  return {
    planned,
    problems: [...unseen(placed, planned, views, page), ...misread(planned, views.chars(page), page)],
  }
}

const unseen = (
  { layout: { places }, printed }: PlacedWording,
  { layout }: PlannedPage,
  views: PageViews,
  page: number,
): string[] =>
  unseenBoxes(printed, page, layout, views).flatMap((isUnseen, k) =>
    isUnseen
      ? [`page ${page + 1}: where "${places[k].equal}" could stand, the printed words cannot be seen`]
      : [],
  )

const misread = ({ layout }: PlannedPage, chars: readonly RenderedChar[], page: number): string[] => {
  const residuals = measureWording(layout, chars)
  return (layout.wording?.places ?? []).flatMap(({ equal }, k) =>
    residuals[k] === -1
      ? []
      : [
          `page ${page + 1}: where "${equal}" could stand, viewers do not read the words as they are printed, or find them twice`,
        ],
  )
}
