import type { FileIdentity } from './document.ts'

const NAMESPACE = 'urn:siglum:copy:1:'

const escapeXml = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c)

const unescapeXml = (text: string): string =>
  text.replace(
    /&(amp|lt|gt|quot|apos);/g,
    (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name] ?? "'",
  )

const description = (identity: FileIdentity): string =>
  `<rdf:Description rdf:about="" xmlns:siglum="${NAMESPACE}"` +
  ` siglum:DocumentId="${escapeXml(identity.documentId)}" siglum:IssuanceId="${escapeXml(identity.issuanceId)}"` +
  ` siglum:CopyId="${escapeXml(identity.copyId)}" siglum:CopyNumber="${escapeXml(identity.copyNumber)}"/>`

const OURS = /<rdf:Description\b[^>]*\bxmlns:siglum="urn:siglum:copy:1:"[^>]*\/>\s*/g
/** The end of the RDF, whatever prefix the file has for its namespace. */
const RDF_END = /<\/rdf:RDF\s*>/

const packet = (title: string | null): string => {
  const named = title
    ? `<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt>` +
      `<rdf:li xml:lang="x-default">${escapeXml(title)}</rdf:li></rdf:Alt></dc:title></rdf:Description>\n`
    : ''
  return (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n' +
    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n${named}</rdf:RDF>\n</x:xmpmeta>\n` +
    '<?xpacket end="r"?>'
  )
}

/** The packet that copies build on: the file's own, or a new one with the title. Any earlier copy's ids are out. */
export const metadataBase = (existing: string | null, title: string | null): string => {
  const own = existing?.replace(OURS, '')
  return own && RDF_END.test(own) ? own : packet(title)
}

export const metadataOf = (base: string, identity: FileIdentity): string =>
  base.replace(RDF_END, (end) => `${description(identity)}\n${end}`)

/** The attribute's text, or null; what no identity of ours can be is not taken. */
const attribute = (element: string, name: string): string | null => {
  const found = new RegExp(`\\bsiglum:${name}="([^"<>]{1,400})"`).exec(element)
  return found ? unescapeXml(found[1]) : null
}

/** Our properties in an XMP packet. */
export const identityIn = (xmp: string): FileIdentity | null => {
  const element = xmp.match(OURS)?.at(-1)
  if (!element) return null
  const [documentId, issuanceId, copyId, copyNumber] = [
    'DocumentId',
    'IssuanceId',
    'CopyId',
    'CopyNumber',
  ].map((name) => attribute(element, name))
  if (!documentId || !issuanceId || !copyId || !copyNumber) return null
  return { documentId, issuanceId, copyId, copyNumber }
}
