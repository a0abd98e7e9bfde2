import type { RasterDocument } from '../../main/document/document.ts'
import type { OpenDocument } from '../../main/document/open-document.ts'
import { planOnePage, type PlannedPage } from '../../main/issue/issue.ts'
import { openViews } from '../../main/issue/page-views.ts'
import type { Medium } from '../../shared/mark/layout.ts'

/** Every page of a document planned. The raster stays the caller's. */
export const planDocument = async (
  source: OpenDocument,
  raster: RasterDocument,
  medium: Medium,
): Promise<PlannedPage[]> => {
  const views = await openViews(source, raster)
  try {
    return source.pages.map((page, number) => planOnePage(page, number, views, medium))
  } finally {
    views.close()
  }
}
