import type { RasterDocument } from '../../main/document/document.ts'
import type { OpenDocument } from '../../main/document/open-document.ts'
import { openWording, withSlots } from '../../main/document/open-wording.ts'
import type { PlannedPage } from '../../main/issue/issue.ts'
import { openViews } from '../../main/issue/page-views.ts'
import { slotsOf } from '../../main/issue/wording/place-wording.ts'
import type { ApprovedPlace } from '../../main/issue/wording/place-wording.ts'
import { planWordedPage } from '../../main/issue/wording/plan-worded-page.ts'
import { proposePlaces } from '../../main/issue/wording/propose-places.ts'
import type { Medium } from '../../shared/mark/layout.ts'

/** A document planned with every place allowed that is proposed, or those that `allows` says, and itself with their slots. */
export const planWorded = async (
  source: OpenDocument,
  raster: RasterDocument,
  medium: Medium,
  allows: (place: ApprovedPlace) => boolean = () => true,
): Promise<{ readonly pages: readonly PlannedPage[]; readonly worded: OpenDocument }> => {
  const views = await openViews(source, raster)
  const pages = source.pages.map((_, page): PlannedPage => {
    const approved = proposePlaces(openWording(source, page))
      .proposals.map((proposal) => ({ page: page + 1, ...proposal }))
      .filter(allows)
    const { planned, problems } = planWordedPage({ source, page, approved, views, medium })
    if (problems.length > 0) throw new RangeError(problems.join('; '))
    return planned
  })
  views.close()
  const slots = pages.map(
    ({ layout }, page) => [page, layout.wording ? slotsOf(layout.wording) : []] as const,
  )
  return { pages, worded: withSlots(source, new Map(slots)) }
}
