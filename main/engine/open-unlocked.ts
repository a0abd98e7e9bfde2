import { Failure } from '../../shared/contract/failure.ts'
import type { RasterDocument } from '../document/document.ts'
import { openRaster } from '../document/open-raster.ts'

/**
 * A PDF from outside. Whoever found it may not know its password; what shows on a screen does as well, and `advice` says of what.
 * @throws Failure document-encrypted with the advice, and as opening does
 */
export const openUnlocked = async (bytes: Uint8Array, advice: string): Promise<RasterDocument> => {
  try {
    return await openRaster(bytes)
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'document-encrypted') throw error
    throw new Failure(error.code, advice)
  }
}
