import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { PDFDocument, StandardFonts } from 'pdf-lib'
import { describe, expect, it } from 'vitest'
import { actAs } from '../../../main/engine/permissions.ts'
import { searchRetold } from '../../../main/engine/retold/search-retold.ts'
import type { Vault } from '../../../main/vault.ts'
import { retoldResultSchema } from '../../../shared/contract/retold-results.ts'
import { readPapers } from '../../retold/read-retold.ts'
import {
  expectFailure,
  expectRejection,
  importDocument,
  newVault,
  reserve,
  sealing,
} from '../register/fixture.ts'

const paperOf = (id: string) => {
  const paper = readPapers().find((one) => one.id === id)
  if (paper === undefined) throw new Error(`no paper ${id}`)
  return paper
}

/** The paper as a PDF of as many pages, set in lines. */
const pdfOf = async (pages: readonly string[]): Promise<Uint8Array> => {
  const pdf = await PDFDocument.create()
  const font = await pdf.embedFont(StandardFonts.TimesRoman)
  for (const text of pages) {
    const sheet = pdf.addPage([595.28, 841.89])
    const words = text.split(' ')
    for (let line = 0; line * 12 < words.length; line++)
      sheet.drawText(words.slice(12 * line, 12 * line + 12).join(' '), {
        x: 60,
        y: 780 - 16 * line,
        size: 10,
        font,
      })
  }
  return pdf.save()
}

const issue = async ({ register, blobs }: Vault, id: string): Promise<string> => {
  const { title, version, pages } = paperOf(id)
  const original = await pdfOf(pages)
  const documentId = importDocument(register, {
    title,
    pages: pages.length,
    sha256: createHash('sha256').update(original).digest('hex'),
    originalBlob: blobs.put(original),
    ...(version === undefined ? {} : { version }),
  })
  register.append(reserve(register, documentId).copyIds.map(sealing))
  return documentId
}

const POST = 'they gave in to the landlord, 395k a year, and the ferry stops for 26 weeks from February 3rd'
const ask = (vault: Vault, text: string, more: { at?: string; limit?: number } = {}) =>
  searchRetold(vault, { text, by: 'Mei', ...more })

describe('an exposure search', () => {
  it('finds paper, page and passage, tells versions apart and lists copies; it is put on record without the post', async () => {
    const vault = await newVault()
    const first = await issue(vault, 'e01')
    const second = await issue(vault, 'e02')
    await issue(vault, 'e03')
    const result = retoldResultSchema.parse(await ask(vault, POST))
    expect(result).toMatchObject({ kind: 'exposure', verdict: 'found', searched: { documents: 3, pages: 6 } })
    expect(result.notice).toMatch(/no copy can be named/)
    const [best] = result.documents
    expect(best.document).toMatchObject({ id: second, version: 'revised' })
    expect(best.facts.map(({ said, written }) => [said, written])).toContainEqual([
      'February 3rd',
      '3 February 2027',
    ])
    for (const { said, saidAt } of best.facts) expect(result.post.slice(saidAt.start, saidAt.end)).toBe(said)
    expect(best.onlyHere).toEqual(expect.arrayContaining(['26 weeks', 'February 3rd']))
    expect(best.alike).toMatchObject([{ document: { id: first }, onlyThere: [] }])
    expect(best.exposure.notHandedOut.map(({ recipient }) => recipient.name)).toEqual([
      '张三',
      'Adaobi',
      'Bobrowski',
    ])
    const event = vault.register.event(vault.register.size() - 1)
    expect(event).toMatchObject({
      type: 'exposure-searched',
      by: 'Mei',
      body: {
        searchId: result.id,
        textSha256: createHash('sha256').update(POST).digest('hex'),
        verdict: 'found',
      },
    })
    expect(JSON.stringify(event)).not.toContain('landlord')
    expect(vault.register.verify()).toMatchObject({ verdict: 'intact', findings: [] })
  })

  it('keeps texts and index sealed, and makes them anew when they are gone', async () => {
    const vault = await newVault()
    await issue(vault, 'e01')
    const before = await ask(vault, 'Pelham Dock and Captain Oyelaran')
    const cache = join(vault.dir, 'cache')
    const files = readdirSync(cache)
    expect(files).toHaveLength(2)
    for (const file of files) {
      const bytes = readFileSync(join(cache, file)).toString('latin1')
      for (const word of ['Pelham', 'pelham', 'kpelham', 'SQLite']) expect(bytes.includes(word)).toBe(false)
    }
    rmSync(cache, { recursive: true })
    const after = await ask(vault, 'Pelham Dock and Captain Oyelaran')
    expect(after.documents).toEqual(before.documents)
    await issue(vault, 'e05')
    expect(
      (await ask(vault, 'Kestrel, Dunmore at 18.40, Banque Lormont')).documents[0].document.title,
    ).toMatch(/Kestrel/)
  })

  it('leaves out papers of which no copy existed yet, and says so', async () => {
    const vault = await newVault()
    const id = await issue(vault, 'e01')
    await issue(vault, 'e03')
    const early = await ask(vault, 'Pelham Dock, Captain Oyelaran, Tarrant Estates', { at: '2020-01-01' })
    expect(early).toMatchObject({ verdict: 'nothing-found', documents: [], later: [{ id }] })
  })

  it('finds nothing where only common words agree, and in an empty vault', async () => {
    const vault = await newVault()
    expect((await ask(vault, 'we had a meeting about money')).verdict).toBe('nothing-found')
    await issue(vault, 'e01')
    expect((await ask(vault, 'we had a meeting about money')).verdict).toBe('nothing-found')
  })

  it('refuses what it cannot search for', async () => {
    const vault = await newVault()
    await expectRejection(ask(vault, ' \u200B\n'), 'usage')
    await expectRejection(ask(vault, 'x'.repeat(20_001)), 'usage')
    await expectRejection(ask(vault, 'Pelham', { at: 'last week' }), 'usage')
    expect(vault.register.size()).toBe(1)
  })

  it('is for custodians and investigators', async () => {
    const vault = await newVault()
    const as = (role: 'investigator' | 'auditor') => actAs({ ...vault, user: { name: 'Mei', role } })
    expect((await ask(as('investigator'), 'Pelham Dock')).verdict).toBe('nothing-found')
    await expectRejection(ask(as('auditor'), 'Pelham Dock'), 'not-permitted')
    expectFailure(() => as('auditor').register.append([sealing('c-x')]), 'not-permitted')
  })
})
