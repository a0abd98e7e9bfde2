import { Failure } from '../../../shared/contract/failure.ts'
import type { ScreenPicture } from '../../../shared/contract/app/call.ts'
import { readLeak } from '../read-leak.ts'
import { greyPicture } from './screen-pictures.ts'

/** The first picture of a leaked file, as it can be shown before anything is known of it. @throws as `readLeak` does. */
export const leakFace = async (path: string, edgePx: number): Promise<ScreenPicture> => {
  // One page is enough, which is what is read of a file that is a copy itself.
  const { pictures } = await readLeak(path, { isKnown: () => true, whole: true, faceEdgePx: edgePx })
  const first = pictures.at(0)
  if (first === undefined)
    throw new Failure(
      'picture-unreadable',
      'There is no picture in this file to point at. Give the picture itself.',
    )
  return first.face ?? greyPicture(first.plane, edgePx)
}
