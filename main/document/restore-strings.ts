import { PDFArray, PDFDict, PDFHexString, PDFRawStream, PDFStream, PDFString } from 'pdf-lib'
import type { PDFContext, PDFObject } from 'pdf-lib'
import { decodeStream } from './decode-stream.ts'
import { getName, getNumber } from './read-objects.ts'

/**
 * pdf-lib keeps what it decrypted of a literal string as if it were the text between the parentheses, where a
 * backslash or a parenthesis means something else; in UTF-16 each of 小, 山 and 局 has a backslash's byte. In hexadecimal
 * they are bytes again. Strings in object streams were not encrypted by themselves and are as they should be.
 */
export const restoreStrings = (context: PDFContext): void => {
  const packed = packedObjects(context)
  const objects = context.enumerateIndirectObjects()
  const left: PDFObject[] = []
  for (const [ref, object] of objects) {
    if (packed.has(ref.objectNumber)) continue
    if (object instanceof PDFString) context.assign(ref, asHex(object))
    else left.push(object)
  }
  for (let object = left.pop(); object; object = left.pop()) restoreIn(object, left)
}

const asHex = (string: PDFString): PDFHexString =>
  PDFHexString.of(Buffer.from(string.asString(), 'latin1').toString('hex'))

const restoreIn = (object: PDFObject, left: PDFObject[]): void => {
  if (object instanceof PDFStream) left.push(object.dict)
  if (object instanceof PDFDict) {
    for (const [key, value] of object.entries()) {
      if (value instanceof PDFString) object.set(key, asHex(value))
      else left.push(value)
    }
  }
  if (object instanceof PDFArray) {
    object.asArray().forEach((value, index) => {
      if (value instanceof PDFString) object.set(index, asHex(value))
      else left.push(value)
    })
  }
}

/** The numbers of objects in object streams: pairs of number and offset before /First (ISO 32000-2, 7.5.7). */
const packedObjects = (context: PDFContext): ReadonlySet<number> => {
  const numbers = new Set<number>()
  for (const [, object] of context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFRawStream) || getName(object.dict, 'Type') !== 'ObjStm') continue
    const data = decodeStream(object)
    const header = Buffer.from(data ?? []).toString('latin1', 0, getNumber(object.dict, 'First') ?? 0)
    header
      .trim()
      .split(/\s+/)
      .forEach((number, k) => k % 2 === 0 && numbers.add(Number(number)))
  }
  return numbers
}
