import type { Medium } from '../../../shared/mark/layout.ts'
import type { GreyRaster, RenderedChar } from '../../document/document.ts'
import type { OpenDocument } from '../../document/open-document.ts'
import { openWording, withSlots } from '../../document/open-wording.ts'
import { planDocument } from '../issue.ts'
import type { PlannedPage } from '../issue.ts'
import { measureWording } from './measure-wording.ts'
import { placeWording, slotsOf } from './place-wording.ts'
import type { ApprovedPlace } from './place-wording.ts'

export interface WordedOrder {
  readonly source: OpenDocument
  /** From 0. */
  readonly page: number
  readonly approved: readonly ApprovedPlace[]
  readonly render: (pixelsPerMm: number) => GreyRaster
  readonly chars: readonly RenderedChar[]
  readonly medium: Medium
}

/** A page's places, those of its wordings among them; `problems` says what is wrong with what the author allowed. */
export const planWordedPage = ({
  source,
  page,
  approved,
  render,
  chars,
  medium,
}: WordedOrder): { readonly planned: PlannedPage; readonly problems: readonly string[] } => {
  const plan = (of: OpenDocument): PlannedPage => {
    const alone = { ...of, pages: [of.pages[page]] }
    return planDocument(
      alone,
      (_, scale) => render(scale),
      medium,
      () => chars,
    )[0]
  }
  if (approved.length === 0) return { planned: plan(source), problems: [] }
  const placed = placeWording(openWording(source, page), approved)
  if (placed.problems.length > 0) return { planned: plan(source), problems: placed.problems }
  const { layout, ground } = plan(withSlots(source, new Map([[page, slotsOf(placed.layout)]])))
  const planned = { layout: { ...layout, wording: placed.layout }, ground }
  return { planned, problems: misread(planned, chars, page) }
}

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
