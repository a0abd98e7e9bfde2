import { PDFName, PDFRef } from 'pdf-lib'
import type { PDFContext, PDFDict, PDFObject } from 'pdf-lib'
import { dictOf, get, getArray, getDict, getName } from './read-objects.ts'

/** Says whether content of an optional-content group or membership is off by default. */
export type HiddenTest = (object: PDFObject | undefined) => boolean

/** From the catalog's default configuration (ISO 32000-1, 8.11). Expressions (VE) count as visible. */
export const hiddenTest = (context: PDFContext, catalog: PDFDict): HiddenTest => {
  const config = getDict(getDict(catalog, 'OCProperties'), 'D')
  if (!config) return () => false
  const offByDefault = getName(config, 'BaseState') === 'OFF'
  const listed = new Set(getArray(config, offByDefault ? 'ON' : 'OFF')?.asArray() ?? [])
  const isOff = (group: PDFObject): boolean => listed.has(group) !== offByDefault
  return (object) => {
    const dict = dictOf(context, object)
    if (!dict || !object) return false
    if (getName(dict, 'Type') !== 'OCMD') return object instanceof PDFRef && isOff(object)
    const groups =
      getArray(dict, 'OCGs')?.asArray() ?? [get(dict, 'OCGs')].filter((one) => one instanceof PDFRef)
    if (groups.length === 0 || dict.has(PDFName.of('VE'))) return false
    const off = groups.map(isOff)
    switch (getName(dict, 'P')) {
      case 'AllOn':
        return off.includes(true)
      case 'AnyOff':
        return !off.includes(true)
      case 'AllOff':
        return off.includes(false)
      default:
        return !off.includes(false)
    }
  }
}
