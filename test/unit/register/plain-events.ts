import { newId } from '../../../main/register/new-id.ts'
import type { Register } from '../../../main/register/register.ts'

// What a child process records: like the fixture, which belongs to the test runner.

export const importDocument = (register: Register, originalBlob: string): string => {
  const documentId = newId('d')
  const body = { documentId, title: 'T', pages: 1, sha256: 'a'.repeat(64), originalBlob, pagesBlobs: [] }
  register.append([{ type: 'document-imported', by: 'child', body }])
  return documentId
}

export const reserve = (register: Register, documentId: string, names: readonly string[]): void => {
  const copies = register.newCodes(names.length).map((code, i) => ({
    copyId: newId('c'),
    number: i + 1,
    of: names.length,
    code,
    recipient: { name: names[i], unit: '', id: '', email: '' },
  }))
  const body = { issuanceId: newId('i'), documentId, medium: 'both' as const, copies }
  register.append([{ type: 'issuance-reserved', by: 'child', body }])
}
