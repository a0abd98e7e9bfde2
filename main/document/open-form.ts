import { PDFRawStream, PDFRef } from 'pdf-lib'
import type { PDFDict } from 'pdf-lib'
import { IDENTITY } from '../../shared/maths/geometry.ts'
import type { Affine } from '../../shared/maths/geometry.ts'
import { decodeStream } from './decode-stream.ts'
import type { Operand } from './operand.ts'
import { get, getArray, getDict, getName, numbersOf, resolve } from './read-objects.ts'

export interface OpenedForm {
  readonly ref: PDFRef
  readonly stream: PDFRawStream
  readonly bytes: Uint8Array
  readonly resources: PDFDict | null
  readonly matrix: Affine
}

const matrixOf = (dict: PDFDict): Affine => {
  const numbers = numbersOf(dict.context, getArray(dict, 'Matrix'))
  if (numbers.length < 6 || !numbers.slice(0, 6).every(Number.isFinite)) return IDENTITY
  const [a, b, c, d, e, f] = numbers
  return { a, b, c, d, e, f }
}

/** The form XObject that Do names, or null for images and whatever cannot be read. */
export const openForm = (resources: PDFDict | null, name: Operand | undefined): OpenedForm | null => {
  const objects = getDict(resources, 'XObject')
  if (!objects || name?.kind !== 'name') return null
  const ref = get(objects, name.value)
  const stream = resolve(objects.context, ref)
  if (!(ref instanceof PDFRef) || !(stream instanceof PDFRawStream)) return null
  if (getName(stream.dict, 'Subtype') !== 'Form') return null
  const bytes = decodeStream(stream)
  return (
    bytes && {
      ref,
      stream,
      bytes,
      resources: getDict(stream.dict, 'Resources'),
      matrix: matrixOf(stream.dict),
    }
  )
}
