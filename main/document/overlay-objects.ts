import type { Overlay, PageGeometry, SharedForm, Stencil } from './document.ts'
import { streamBody } from './file-sections.ts'
import { decimal, nameToken } from './number-text.ts'

/** The objects of one copy: numbers given out in order, drawings shared by pages written once. */
export interface CopyObjects {
  readonly next: () => number
  /** Starts work on an object; awaited all together at the end. */
  readonly add: (number: number, body: Promise<Buffer>, generation?: number) => void
  readonly shared: Map<Stencil | SharedForm, number>
  readonly printLayer: number
}

export const formDict = (box: string, rest: string): string => `/Subtype/Form/BBox[${box}]${rest}`

const maskBody = (stencil: Stencil): Promise<Buffer> => {
  // Decode [1 0]: bit 1 paints (ISO 32000-1, 8.9.6.2).
  const dict =
    `/Subtype/Image/Width ${stencil.width}/Height ${stencil.height}` +
    '/ImageMask true/BitsPerComponent 1/Decode[1 0]/Interpolate false'
  return streamBody(dict, stencil.bits)
}

/**
 * A stencil is a form of one unit square that draws the mask, as a transparency group: PDFium, and so
 * Chrome, applies the constant alpha of a bare image mask twice.
 */
const stencilNumber = (objects: CopyObjects, stencil: Stencil): number => {
  const known = objects.shared.get(stencil)
  if (known !== undefined) return known
  const [mask, number] = [objects.next(), objects.next()]
  objects.shared.set(stencil, number)
  objects.add(mask, maskBody(stencil))
  const rest = `/Group<</S/Transparency>>/Resources<</XObject<</S ${mask} 0 R>>>>`
  objects.add(number, streamBody(formDict('0 0 1 1', rest), Buffer.from('/S Do')))
  return number
}

const formNumber = (objects: CopyObjects, form: SharedForm): number => {
  const known = objects.shared.get(form)
  if (known !== undefined) return known
  const number = objects.next()
  objects.shared.set(form, number)
  const box = form.box.map((value) => decimal(value, 4)).join(' ')
  objects.add(number, streamBody(formDict(box, '/Resources<<>>'), Buffer.from(form.operators, 'latin1')))
  return number
}

const resourcesOf = (objects: CopyObjects, overlay: Overlay): string => {
  const drawings = [
    ...Object.entries(overlay.stencils ?? {}).map(
      ([name, it]) => [name, stencilNumber(objects, it)] as const,
    ),
    ...Object.entries(overlay.forms ?? {}).map(([name, it]) => [name, formNumber(objects, it)] as const),
  ].map(([name, number]) => `/${nameToken(name)} ${number} 0 R`)
  const alphas = Object.entries(overlay.alphas ?? {}).map(
    ([name, alpha]) => `/${nameToken(name)}<</CA ${decimal(alpha, 6)}/ca ${decimal(alpha, 6)}>>`,
  )
  const external = alphas.length > 0 ? `/ExtGState<<${alphas.join('')}>>` : ''
  return `/Resources<<${external}${drawings.length > 0 ? `/XObject<<${drawings.join('')}>>` : ''}>>`
}

const pageBox = ({ widthMm, heightMm }: PageGeometry): string =>
  `0 0 ${decimal(widthMm, 4)} ${decimal(heightMm, 4)}`

/**
 * The form that draws all overlays of a page, in page millimetres. Each overlay is a form of its own, so
 * that its resource names can stay as they are.
 */
export const addOverlayForm = (
  objects: CopyObjects,
  number: number,
  geometry: PageGeometry,
  overlays: readonly Overlay[],
): void => {
  const box = pageBox(geometry)
  const { a, b, c, d, e, f } = geometry.toUser
  const matrix = `/Matrix[${[a, b, c, d, e, f].map((value) => decimal(value, 8)).join(' ')}]`
  const names: string[] = []
  const calls = overlays.map((overlay, i) => {
    const inner = objects.next()
    const printOnly = overlay.layer === 'print-only'
    const layer = printOnly ? `/OC ${objects.printLayer} 0 R` : ''
    const dict = formDict(box, `${layer}${resourcesOf(objects, overlay)}`)
    objects.add(inner, streamBody(dict, Buffer.from(overlay.operators, 'latin1')))
    names.push(`/O${i} ${inner} 0 R`)
    return printOnly ? `/OC /P BDC /O${i} Do EMC\n` : `/O${i} Do\n`
  })
  const properties = overlays.some((it) => it.layer === 'print-only')
    ? `/Properties<</P ${objects.printLayer} 0 R>>`
    : ''
  const resources = `/Resources<</XObject<<${names.join('')}>>${properties}>>`
  objects.add(
    number,
    streamBody(formDict(box, `${matrix}${resources}`), Buffer.from(calls.join(''), 'latin1')),
  )
}
