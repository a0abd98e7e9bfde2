import { PDFArray, PDFDict, PDFName, PDFString } from 'pdf-lib'
import type { PDFContext, PDFObject, PDFRef } from 'pdf-lib'
import { getArray, getDict } from './read-objects.ts'

/** An optional-content group that is off on screen and on in print (ISO 32000-1, 8.11.4.4). */
export const printLayerBody = (): Buffer =>
  Buffer.from(
    '<</Type/OCG/Name(Print)/Intent/View/Usage<</View<</ViewState/OFF>>/Print<</PrintState/ON>>' +
      '/Export<</ExportState/OFF>>>>>>',
    'latin1',
  )

const copyOf = (context: PDFContext, dict: PDFDict | null): PDFDict =>
  PDFDict.fromMapWithContext(new Map(dict?.entries() ?? []), context)

const withItem = (context: PDFContext, dict: PDFDict, key: string, item: PDFObject): void => {
  const array = PDFArray.withContext(context)
  for (const one of getArray(dict, key)?.asArray() ?? []) array.push(one)
  array.push(item)
  dict.set(PDFName.of(key), array)
}

const usage = (context: PDFContext, event: 'View' | 'Print', layer: PDFRef): PDFDict =>
  context.obj({ Event: event, Category: [event], OCGs: [layer] })

/**
 * The catalog with the layer in its optional-content properties. It is listed as off, so that viewers
 * that do not know automatic states leave it off; AS turns it on for printing.
 */
export const catalogWithPrintLayer = (catalog: PDFDict, layer: PDFRef): PDFDict => {
  const { context } = catalog
  const result = copyOf(context, catalog)
  const properties = copyOf(context, getDict(catalog, 'OCProperties'))
  const config = copyOf(context, getDict(properties, 'D'))
  withItem(context, properties, 'OCGs', layer)
  withItem(context, config, 'OFF', layer)
  withItem(context, config, 'AS', usage(context, 'View', layer))
  withItem(context, config, 'AS', usage(context, 'Print', layer))
  if (!config.has(PDFName.of('Name'))) config.set(PDFName.of('Name'), PDFString.of('Default'))
  properties.set(PDFName.of('D'), config)
  result.set(PDFName.of('OCProperties'), properties)
  return result
}
