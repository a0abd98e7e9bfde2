/** Reading pdf-lib's objects without trust: what is missing, dangling or of the wrong type is null. */
import {
  PDFArray,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFRawStream,
  PDFRef,
  PDFStream,
  PDFString,
} from 'pdf-lib'
import type { PDFContext, PDFObject } from 'pdf-lib'

const MAX_REFERENCES = 8

export const resolve = (context: PDFContext, object: PDFObject | undefined): PDFObject | null => {
  let found = object
  for (let i = 0; i < MAX_REFERENCES && found instanceof PDFRef; i++) found = context.lookup(found)
  return found === undefined || found instanceof PDFRef ? null : found
}

export const dictOf = (context: PDFContext, object: PDFObject | undefined): PDFDict | null => {
  const found = resolve(context, object)
  if (found instanceof PDFStream) return found.dict
  return found instanceof PDFDict ? found : null
}

export const get = (dict: PDFDict | null, key: string): PDFObject | undefined => dict?.get(PDFName.of(key))

export const getDict = (dict: PDFDict | null, key: string): PDFDict | null =>
  dict ? dictOf(dict.context, get(dict, key)) : null

export const getArray = (dict: PDFDict | null, key: string): PDFArray | null => {
  const found = dict ? resolve(dict.context, get(dict, key)) : null
  return found instanceof PDFArray ? found : null
}

export const getStream = (dict: PDFDict | null, key: string): PDFRawStream | null => {
  const found = dict ? resolve(dict.context, get(dict, key)) : null
  return found instanceof PDFRawStream ? found : null
}

export const getNumber = (dict: PDFDict | null, key: string): number | null => {
  const found = dict ? resolve(dict.context, get(dict, key)) : null
  return found instanceof PDFNumber ? found.asNumber() : null
}

export const getName = (dict: PDFDict | null, key: string): string | null => {
  const found = dict ? resolve(dict.context, get(dict, key)) : null
  return found instanceof PDFName ? nameText(found) : null
}

export const nameText = (name: PDFName): string => name.decodeText()

export const getText = (dict: PDFDict | null, key: string): string | null => {
  const found = dict ? resolve(dict.context, get(dict, key)) : null
  if (!(found instanceof PDFString || found instanceof PDFHexString)) return null
  try {
    return found.decodeText()
  } catch {
    return null
  }
}

/** The numbers of an array; anything else in it counts as NaN. */
export const numbersOf = (context: PDFContext, array: PDFArray | null): number[] =>
  (array?.asArray() ?? []).map((item) => {
    const found = resolve(context, item)
    return found instanceof PDFNumber ? found.asNumber() : NaN
  })
