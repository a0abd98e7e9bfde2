import { PDFDocument } from 'pdf-lib'
import { diceFor } from './page-dice.ts'
import { scanned, type PageMaker } from './scanned-page.ts'
import { darkSlide, form, photograph, table } from './sparse-pages.ts'
import { cover, denseChinese, denseEnglish, mixed, oneLine } from './text-pages.ts'

export const PAGE_KINDS = [
  'dense-english',
  'dense-chinese',
  'mixed',
  'cover',
  'one-line',
  'table',
  'photograph',
  'dark-slide',
  'form',
  'scan',
  'scanned-cover',
] as const

export type PageKind = (typeof PAGE_KINDS)[number]

const MAKERS: Record<PageKind, PageMaker> = {
  'dense-english': denseEnglish,
  'dense-chinese': denseChinese,
  mixed,
  cover,
  'one-line': oneLine,
  table,
  photograph,
  'dark-slide': darkSlide,
  form,
  scan: scanned(denseEnglish, 'text'),
  'scanned-cover': scanned(cover, 'nothing'),
}

/**
 * A document of the given kinds of pages. Equal seeds give equal files; a `revision` above 0 differs
 * from the document of the same seed in one paragraph of each page.
 */
export const makeDocument = async (
  kinds: readonly PageKind[],
  seed: number | string,
  revision = 0,
): Promise<Uint8Array> => {
  const doc = await PDFDocument.create()
  const day = new Date('2026-11-09T08:00:00Z')
  doc.setTitle(`${kinds[0]} ${seed}`)
  doc.setCreationDate(day)
  doc.setModificationDate(day)
  for (const [i, kind] of kinds.entries()) await MAKERS[kind](doc, diceFor(seed, i, revision))
  return doc.save()
}

export const makePage = (kind: PageKind, seed: number | string, revision = 0): Promise<Uint8Array> =>
  makeDocument([kind], seed, revision)
