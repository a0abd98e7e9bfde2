import type { ScreenPicture } from '../../../shared/contract/app/call.ts'
import { readLeak } from '../read-leak.ts'
import { greyPicture } from './screen-pictures.ts'

/** The first picture of a leaked file, as it can be shown before anything is known of it. @throws as `readLeak` does. */
export const leakFace = async (path: string, edgePx: number): Promise<ScreenPicture> => {
  // One page is enough, which is what is read of a file that is a copy itself.
  const { pictures } = await readLeak(path, () => true, edgePx)
  const [first] = pictures
  return first.face ?? greyPicture(first.plane, edgePx)
}
