import { formatCode } from '../../shared/contract/copy-code.ts'
import type { ListResult } from '../../shared/contract/results.ts'
import type { RegisterReader } from '../register/register.ts'
import { copyNumber, copyPath } from './copy-file.ts'

export const listRegister = (register: RegisterReader): ListResult => ({
  documents: register.documents().map(({ id, title, number, classification, pages, sha256, at }) => ({
    id,
    title,
    number,
    classification,
    pages,
    sha256,
    imported: at,
  })),
  issuances: register.issuances().map(({ id, documentId, occasion, medium, copies, at, by }) => ({
    id,
    document: documentId,
    occasion,
    medium,
    copies,
    issued: at,
    by,
  })),
  copies: register.copies().map((copy) => {
    const { name, unit, id } = copy.recipient
    return {
      id: copy.id,
      issuance: copy.issuanceId,
      copy: copyNumber(copy),
      code: formatCode(copy.code),
      recipient: { name, unit, id },
      state: copy.state,
      sha256: copy.sha256,
      bytes: copy.bytes,
      file: copyPath(copy),
    }
  }),
})
