import type { FileIdentity } from './document.ts'

/** Of what is written to be looked at, and never handed out. */
export const NO_COPY: FileIdentity = { documentId: '', issuanceId: '', copyId: '', copyNumber: '' }

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

/** Longer packets hold no titles of ours worth a search. */
const MAX_PACKET_CHARACTERS = 4 * 1024 * 1024

/** As we write them, and the two ways in which other programs may write them again. */
const OURS = [
  /<rdf:Description rdf:about="" xmlns:siglum="urn:siglum:copy:1:"[^>]{0,2000}\/>\s*/g,
  /\s+siglum:\w{1,20}="[^"<>]{0,400}"/g,
  /<siglum:\w{1,20}>[^<>]{0,400}<\/siglum:\w{1,20}>\s*/g,
]
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
  if (!existing || existing.length > MAX_PACKET_CHARACTERS) return packet(title)
  const own = OURS.reduce((text, pattern) => text.replace(pattern, ''), existing)
  return RDF_END.test(own) ? own : packet(title)
}

/** The notice as XMP's terms of use. */
export const withUsageTerms = (base: string, notice: readonly string[]): string => {
  if (notice.length === 0) return base
  const terms =
    `<rdf:Description rdf:about="" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"><xmpRights:UsageTerms><rdf:Alt>` +
    `<rdf:li xml:lang="x-default">${escapeXml(notice.join(' '))}</rdf:li></rdf:Alt></xmpRights:UsageTerms></rdf:Description>`
  return base.replace(RDF_END, (end) => `${terms}\n${end}`)
}

export const metadataOf = (base: string, identity: FileIdentity): string =>
  base.replace(RDF_END, (end) => `${description(identity)}\n${end}`)

/** The last value of a property, written as an attribute or as an element. */
const property = (xmp: string, name: string): string | null => {
  const found = [...xmp.matchAll(new RegExp(`(?<!/)\\bsiglum:${name}(?:="|>)([^"<>]{1,400})`, 'g'))].at(-1)
  return found ? unescapeXml(found[1]) : null
}

/** Our properties in an XMP packet, or null. */
export const identityIn = (xmp: string): FileIdentity | null => {
  if (xmp.length > MAX_PACKET_CHARACTERS || !xmp.includes(NAMESPACE)) return null
  const documentId = property(xmp, 'DocumentId')
  const issuanceId = property(xmp, 'IssuanceId')
  const copyId = property(xmp, 'CopyId')
  const copyNumber = property(xmp, 'CopyNumber')
  return documentId && issuanceId && copyId && copyNumber
    ? { documentId, issuanceId, copyId, copyNumber }
    : null
}

/** The title that an XMP packet gives, or null. */
export const titleIn = (xmp: string): string | null => {
  const start = xmp.length > MAX_PACKET_CHARACTERS ? -1 : xmp.indexOf('<dc:title>')
  const found =
    start < 0 ? null : /<rdf:li\b[^>]{0,100}>([^<>]{1,1000})</.exec(xmp.slice(start, start + 2000))
  return found ? unescapeXml(found[1]).trim() || null : null
}
