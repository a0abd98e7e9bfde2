import { openDocument } from '../../../main/document/open-document.ts'
import { openRaster } from '../../../main/document/open-raster.ts'
import { prepareWriter } from '../../../main/document/prepare-writer.ts'
import { checkCopy } from '../../../main/issue/check-copy.ts'
import { makeCopy } from '../../../main/issue/issue.ts'
import type { CarrierSwitches } from '../../../main/issue/issue.ts'
import { originalPages } from '../../../main/issue/original-pages.ts'
import type { ApprovedPlace } from '../../../main/issue/wording/place-wording.ts'
import type { Medium } from '../../../shared/mark/layout.ts'
import { MARK_ALPHABET } from '../../../shared/mark/text-marks.ts'
import { planWorded } from '../../support/plan-worded.ts'
import { face, testStream } from './small-paper.ts'

/** Like `openPaper`, with every place allowed that is proposed, or those that `allows` says. */
export const openWordedPaper = async (
  bytes: Uint8Array,
  medium: Medium,
  allows: (place: ApprovedPlace) => boolean = () => true,
) => {
  const source = await openDocument(bytes)
  const raster = await openRaster(bytes)
  const { pages, worded } = await planWorded(source, raster, medium, allows)
  const writer = await prepareWriter(worded, { characters: MARK_ALPHABET })
  const original = originalPages(raster)
  const identityOf = (number: number) => ({
    documentId: 'd',
    issuanceId: 'i',
    copyId: face(number).copyId,
    copyNumber: `${number}/12`,
  })
  const shared = { pages, signStream: testStream, medium }
  return {
    pages,
    make: (number: number, carriers?: CarrierSwitches) =>
      makeCopy({
        ...shared,
        writer,
        copy: face(number),
        identity: identityOf(number),
        ...(carriers && { carriers }),
      }),
    check: (number: number, copyBytes: Uint8Array) =>
      checkCopy({ ...shared, bytes: copyBytes, original, copy: face(number) }),
  }
}
