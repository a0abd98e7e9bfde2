/** Writes PDFs object by object, so that tests can say exactly what is in them. */
export interface RawObject {
  readonly dict: string
  readonly data?: string | Uint8Array
}

const body = (object: string | RawObject): Buffer => {
  if (typeof object === 'string') return Buffer.from(object, 'latin1')
  if (object.data === undefined) return Buffer.from(`<<${object.dict}>>`, 'latin1')
  const data = typeof object.data === 'string' ? Buffer.from(object.data, 'latin1') : Buffer.from(object.data)
  return Buffer.concat([
    Buffer.from(`<<${object.dict}/Length ${data.length}>>\nstream\n`, 'latin1'),
    data,
    Buffer.from('\nendstream', 'latin1'),
  ])
}

/** Objects by number; object 1 is the catalog. A classic cross-reference table is added. */
export const rawPdf = (objects: Readonly<Record<number, string | RawObject>>, trailer = ''): Buffer => {
  const chunks: Buffer[] = [Buffer.from('%PDF-1.7\n%\xff\xff\xff\xff\n', 'latin1')]
  const offsets = new Map<number, number>()
  let at = chunks[0].length
  for (const [number, object] of Object.entries(objects)) {
    const chunk = Buffer.concat([Buffer.from(`${number} 0 obj\n`), body(object), Buffer.from('\nendobj\n')])
    offsets.set(Number(number), at)
    chunks.push(chunk)
    at += chunk.length
  }
  const size = Math.max(...offsets.keys()) + 1
  const rows = Array.from({ length: size }, (_, number) => {
    const offset = offsets.get(number)
    return offset === undefined ? '0000000000 65535 f \n' : `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  const end = `xref\n0 ${size}\n${rows.join('')}trailer\n<</Size ${size}/Root 1 0 R${trailer}>>\nstartxref\n${at}\n%%EOF\n`
  return Buffer.concat([...chunks, Buffer.from(end, 'latin1')])
}

export const HELVETICA = '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>'

export interface PageOptions {
  readonly content: string | readonly string[]
  /** More entries of the page dictionary. */
  readonly page?: string
  readonly box?: string
  readonly resources?: string
  readonly catalog?: string
  /** More objects, from number 20 on. */
  readonly more?: Readonly<Record<number, string | RawObject>>
  readonly trailer?: string
}

/** One page with Helvetica as /F1; content streams are objects 10, 11, ... */
export const onePage = (options: PageOptions): Buffer => {
  const contents = typeof options.content === 'string' ? [options.content] : options.content
  const streams = Object.fromEntries(contents.map((data, i) => [10 + i, { dict: '', data }]))
  const refs = contents.map((_, i) => `${10 + i} 0 R`).join(' ')
  return rawPdf(
    {
      1: `<</Type/Catalog/Pages 2 0 R${options.catalog ?? ''}>>`,
      2: '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      3:
        `<</Type/Page/Parent 2 0 R/MediaBox[${options.box ?? '0 0 400 300'}]/Contents[${refs}]` +
        `/Resources<</Font<</F1 4 0 R>>${options.resources ?? ''}>>${options.page ?? ''}>>`,
      4: HELVETICA,
      ...streams,
      ...options.more,
    },
    options.trailer,
  )
}
