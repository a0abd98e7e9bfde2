import Database from 'better-sqlite3'
import { cleanText } from './clean-text.ts'
import { findMentions } from './find-mentions.ts'
import { hanPairs } from './find-words.ts'
import type { HanTerms } from './find-words.ts'

/** A page by the document it is in, from 0. */
export interface IndexedPage {
  readonly document: string
  readonly page: number
}

/**
 * Which pages say what. It lives in memory alone: `bytes` is what is kept of it, sealed, and what it is opened from. Texts are
 * not in it; it holds the keys of what they say, so it is as confidential as they are.
 */
export interface FactIndex {
  readonly documents: ReadonlySet<string>
  readonly pages: readonly IndexedPage[]
  /** Numbers (places in `pages`) of the pages that are entered under a key. */
  readonly pagesWith: (key: string) => readonly number[]
  /** Several documents at once, each with the texts of its pages; one that is there already is an error. */
  readonly add: (documents: ReadonlyMap<string, readonly string[]>) => void
  /** How many pages say nothing at all: scans without a text layer, most often. */
  readonly emptyPages: () => number
  readonly bytes: () => Uint8Array
  readonly close: () => void
}

/** Raise it when keys are made differently; an index of another form is made anew. */
export const INDEX_FORM = 1

const SCHEMA = `
  CREATE TABLE page (number INTEGER PRIMARY KEY, document TEXT NOT NULL, page INTEGER NOT NULL, keys INTEGER NOT NULL) STRICT;
  CREATE VIRTUAL TABLE said USING fts5(
    keys, content = '', detail = none, columnsize = 0, tokenize = "unicode61 remove_diacritics 0"
  );
`

/** The keys that a text is entered under, each once. */
export const writtenKeys = (text: string, terms: HanTerms = hanPairs): string[] => [
  ...new Set(findMentions(text, terms).flatMap(({ written }) => written.map(({ key }) => key))),
]

const open = (db: Database.Database, terms: HanTerms): FactIndex => {
  const pages = db.prepare<[], IndexedPage>('SELECT document, page FROM page ORDER BY number').all()
  const documents = new Set(pages.map(({ document }) => document))
  const find = db.prepare<[string], number>('SELECT rowid FROM said WHERE said MATCH ?').pluck()
  const insertPage = db.prepare('INSERT INTO page VALUES (?, ?, ?, ?)')
  const insertKeys = db.prepare('INSERT INTO said (rowid, keys) VALUES (?, ?)')
  const empty = db.prepare<[], number>('SELECT count(*) FROM page WHERE keys = 0').pluck()
  const addDocument = (document: string, texts: readonly string[]): void => {
    if (documents.has(document)) throw new RangeError(`${document} is in the index already`)
    documents.add(document)
    for (const [page, text] of texts.entries()) {
      const number = pages.push({ document, page }) - 1
      const keys = writtenKeys(cleanText(text), terms)
      insertPage.run(number, document, page, keys.length)
      insertKeys.run(number, keys.join(' '))
    }
  }
  return {
    documents,
    pages,
    pagesWith: (key) => find.all(`"${key}"`),
    add: (added) => db.transaction(() => added.forEach((texts, document) => addDocument(document, texts)))(),
    emptyPages: () => empty.get() ?? 0,
    bytes: () => db.serialize(),
    close: () => void db.close(),
  }
}

export const newFactIndex = (terms: HanTerms = hanPairs): FactIndex => {
  const db = new Database(':memory:')
  db.exec(SCHEMA)
  db.pragma(`user_version = ${INDEX_FORM}`)
  return open(db, terms)
}

/** Null for bytes of another form. */
export const openFactIndex = (bytes: Uint8Array): FactIndex | null => {
  const db = new Database(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  if (db.pragma('user_version', { simple: true }) === INDEX_FORM) return open(db, hanPairs)
  db.close()
  return null
}
