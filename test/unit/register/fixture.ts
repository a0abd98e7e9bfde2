import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect } from 'vitest'
import { Failure } from '../../../shared/contract/failure.ts'
import type { FailureCode } from '../../../shared/contract/failure.ts'
import type { NewEvent, Recipient } from '../../../shared/contract/events.ts'
import { newId } from '../../../main/register/new-id.ts'
import type { Register } from '../../../main/register/register.ts'
import { createVault } from '../../../main/vault.ts'
import type { Vault } from '../../../main/vault.ts'

export const PASSPHRASE = 'correct horse battery'
/** Cheap, for tests only. */
export const SCRYPT_LOG_N = 10

const cleanups: (() => void)[] = []
afterEach(() => {
  for (const cleanup of cleanups.splice(0).toReversed()) cleanup()
})

/** A folder that is removed after the test. */
export const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'siglum-register-'))
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export const newVault = async (dir = join(temporaryFolder(), 'vault')): Promise<Vault> => {
  const vault = await createVault(dir, PASSPHRASE, {
    by: 'tester',
    scryptLogN: SCRYPT_LOG_N,
  })
  cleanups.push(() => vault.close())
  return vault
}

export const closeAfterTest = (vault: Vault): Vault => {
  cleanups.push(() => vault.close())
  return vault
}

type BodyOf<T extends NewEvent['type']> = Extract<NewEvent, { type: T }>['body']

export const importDocument = (
  register: Register,
  body: Partial<BodyOf<'document-imported'>> = {},
): string => {
  const documentId = newId('d')
  const standard = {
    documentId,
    title: '会议纪要',
    pages: 2,
    sha256: 'a'.repeat(64),
    originalBlob: 'b'.repeat(64),
  }
  register.append([
    { type: 'document-imported', by: 'tester', body: { ...standard, pagesBlobs: [], ...body } },
  ])
  return documentId
}

export const recipientNamed = (name: string): Recipient => ({
  name,
  unit: 'Unit',
  id: '7',
  email: 'x@example.org',
})

export const reserve = (
  register: Register,
  documentId: string,
  names: readonly string[] = ['张三', 'Adaobi', 'Bobrowski'],
): { issuanceId: string; copyIds: readonly string[] } => {
  const issuanceId = newId('i')
  const codes = register.newCodes(names.length)
  const copies = names.map((name, i) => ({
    copyId: newId('c'),
    number: i + 1,
    of: names.length,
    code: codes[i],
    recipient: recipientNamed(name),
  }))
  const body = { issuanceId, documentId, medium: 'both' as const, folder: '/out', copies }
  register.append([{ type: 'issuance-reserved', by: 'tester', body }])
  return { issuanceId, copyIds: copies.map(({ copyId }) => copyId) }
}

export const sealing = (copyId: string): NewEvent => ({
  type: 'copy-sealed',
  by: 'tester',
  body: { copyId, sha256: 'c'.repeat(64), bytes: 12_345, fileName: 'copy.pdf' },
})

export const tracing = (body: Partial<BodyOf<'traced'>> = {}): NewEvent => ({
  type: 'traced',
  by: 'tester',
  body: {
    traceId: newId('t'),
    leaks: [{ sha256: 'd'.repeat(64), name: 'leak.jpg' }],
    verdict: 'inconclusive',
    limit: 1e-6,
    bound: 0.25,
    candidates: 3,
    alignments: 1,
    figures: { seconds: 1.5 },
    ...body,
  },
})

/** Document, three copies (one sealed, one abandoned, one reserved) and a trace. */
export const fillRegister = (
  register: Register,
  originalBlob = 'b'.repeat(64),
): { documentId: string; copyIds: readonly string[] } => {
  const documentId = importDocument(register, { originalBlob })
  const { copyIds } = reserve(register, documentId)
  register.append([sealing(copyIds[0])])
  register.append([
    { type: 'copy-abandoned', by: 'tester', body: { copyId: copyIds[1], reason: 'failed its check' } },
  ])
  register.append([
    tracing({ verdict: 'traced', bound: 1e-9, documentId, page: 1, copyId: copyIds[0], z: 7.5 }),
  ])
  return { documentId, copyIds }
}

const codeOf = (error: unknown): FailureCode | unknown => (error instanceof Failure ? error.code : error)

export const expectFailure = (act: () => unknown, code: FailureCode): void => {
  let outcome: unknown = 'no failure'
  try {
    act()
  } catch (error) {
    outcome = codeOf(error)
  }
  expect(outcome).toBe(code)
}

export const expectRejection = async (promise: Promise<unknown>, code: FailureCode): Promise<void> => {
  const outcome = await promise.then(
    () => 'no failure',
    (error: unknown) => codeOf(error),
  )
  expect(outcome).toBe(code)
}
