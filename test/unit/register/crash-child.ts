import { writeSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { openVault } from '../../../main/vault.ts'
import { newId } from '../../../main/register/new-id.ts'

/**
 * Imports, reserves and seals without end, and reports on standard output what was confirmed, one JSON object a
 * line, each only after the call returned. Killed from outside.
 */
const confirm = (what: object): void => void writeSync(1, `${JSON.stringify(what)}\n`)

const { register, blobs } = await openVault(process.argv[2], process.argv[3])
const by = 'child'
for (;;) {
  const originalBlob = blobs.put(randomBytes(20_000))
  confirm({ blob: originalBlob })
  const documentId = newId('d')
  const document = { documentId, title: 'T', pages: 1, sha256: 'a'.repeat(64), originalBlob, pagesBlobs: [] }
  confirm(register.append([{ type: 'document-imported', by, body: document }]))
  const copies = register.newCodes(3).map((code, i) => {
    return {
      copyId: newId('c'),
      number: i + 1,
      of: 3,
      code,
      recipient: { name: `N${i}`, unit: '', id: '', email: '' },
    }
  })
  const issuance = { issuanceId: newId('i'), documentId, medium: 'both' as const, copies }
  confirm(register.append([{ type: 'issuance-reserved', by, body: issuance }]))
  for (const { copyId } of copies) {
    const body = { copyId, sha256: 'c'.repeat(64), bytes: 1, fileName: 'f.pdf' }
    confirm({ ...register.append([{ type: 'copy-sealed', by, body }]), sealed: copyId })
  }
}
