import { formatCode, parseCode } from '../../../shared/contract/copy-code.ts'
import { Failure } from '../../../shared/contract/failure.ts'
import { sniffKind } from '../../image/sniff-kind.ts'
import { readPictured } from '../read-text.ts'
import { codesInFile } from './codes-in-file.ts'

/**
 * The codes of copies that a picture or PDF shows, as receipt sheets and collection lists carry them.
 * @throws Failure file-not-found, file-unreadable, picture-unreadable, not-found where it shows none
 */
export const copyCodesIn = async (path: string): Promise<readonly string[]> => {
  const bytes = readPictured(path)
  const kind = sniffKind(bytes)
  if (kind === null)
    throw new Failure('picture-unreadable', `${path} is neither a picture nor a PDF that can be read here.`)
  const texts = await codesInFile(path, kind, bytes, undefined)
  const codes = new Set(texts.flatMap((text) => parseCode(text) ?? []))
  if (codes.size > 0) return [...codes].map(formatCode)
  throw new Failure(
    'not-found',
    `No QR code of a copy can be read in ${path}. Photograph the code from closer, or search for the letters beside it.`,
  )
}
