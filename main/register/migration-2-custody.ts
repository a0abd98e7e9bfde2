import type { Migration } from './migration.ts'

const DOCUMENTS = `
  ALTER TABLE document ADD COLUMN control_number TEXT;
  ALTER TABLE document ADD COLUMN term TEXT;
  ALTER TABLE document ADD COLUMN version TEXT;
  ALTER TABLE document ADD COLUMN retain_until TEXT;
  ALTER TABLE issuance ADD COLUMN basis TEXT;
  ALTER TABLE issuance ADD COLUMN approver TEXT;
`

/** Anew, because a reprint has the number of the copy it is made from. Filled again from the events. */
const COPIES = `
  DROP TABLE trace;
  DROP TABLE copy;
  CREATE TABLE copy (
    id TEXT PRIMARY KEY,
    issuance TEXT NOT NULL REFERENCES issuance (id),
    number INTEGER NOT NULL,
    -- 0 for a copy of the issuance itself, else the reprint's own number, of so many.
    sub INTEGER NOT NULL DEFAULT 0,
    sub_of INTEGER NOT NULL DEFAULT 0,
    reprint_of TEXT REFERENCES copy (id),
    code TEXT NOT NULL UNIQUE,
    recipient INTEGER NOT NULL REFERENCES recipient (key),
    -- Where a reprint was written; other copies lie in their issuance's folder.
    folder TEXT,
    reserved_at TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('reserved', 'sealed', 'abandoned')),
    sha256 TEXT,
    bytes INTEGER,
    file_name TEXT,
    reason TEXT,
    settled_at TEXT,
    UNIQUE (issuance, number, sub)
  ) STRICT;
  CREATE INDEX copy_state ON copy (state);
  CREATE INDEX copy_sha256 ON copy (sha256) WHERE sha256 IS NOT NULL;
  CREATE INDEX copy_recipient ON copy (recipient);
  CREATE TABLE trace (
    id TEXT PRIMARY KEY,
    event INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    threshold REAL NOT NULL,
    bound REAL NOT NULL,
    document TEXT REFERENCES document (id),
    page INTEGER,
    copy TEXT REFERENCES copy (id),
    z REAL,
    candidates INTEGER NOT NULL,
    alignments INTEGER NOT NULL,
    leaks TEXT NOT NULL,
    figures TEXT NOT NULL,
    at TEXT NOT NULL,
    by TEXT NOT NULL
  ) STRICT;
`

const CUSTODY = `
  -- The steps of copies as they were recorded, and what became of them by correction.
  CREATE TABLE custody_step (
    event INTEGER PRIMARY KEY,
    copy TEXT NOT NULL REFERENCES copy (id),
    type TEXT NOT NULL,
    -- The step's place in the copy's life: its own number, or that of the step it corrects.
    place INTEGER NOT NULL,
    day TEXT NOT NULL,
    body TEXT NOT NULL,
    -- The event that took its place or struck it.
    corrected_by INTEGER
  ) STRICT;
  CREATE INDEX custody_step_copy ON custody_step (copy, place);
  -- What the steps lead to; a sealed copy without a row was never touched.
  CREATE TABLE custody (
    copy TEXT PRIMARY KEY REFERENCES copy (id),
    state TEXT NOT NULL,
    holder INTEGER REFERENCES recipient (key),
    due TEXT,
    facts TEXT NOT NULL
  ) STRICT;
  CREATE INDEX custody_state ON custody (state);
  CREATE INDEX custody_holder ON custody (holder) WHERE holder IS NOT NULL;
  CREATE INDEX custody_due ON custody (due) WHERE due IS NOT NULL;
  -- Every event that speaks of a copy.
  CREATE TABLE copy_event (
    copy TEXT NOT NULL REFERENCES copy (id),
    event INTEGER NOT NULL,
    PRIMARY KEY (copy, event)
  ) STRICT, WITHOUT ROWID;
`

const DESK = `
  CREATE TABLE muster (
    id TEXT PRIMARY KEY,
    event INTEGER NOT NULL,
    scope TEXT NOT NULL,
    expected INTEGER NOT NULL,
    found INTEGER NOT NULL,
    at TEXT NOT NULL,
    by TEXT NOT NULL
  ) STRICT;
  -- The last inventory of each copy.
  CREATE TABLE copy_muster (
    copy TEXT PRIMARY KEY REFERENCES copy (id),
    muster TEXT NOT NULL REFERENCES muster (id),
    found INTEGER NOT NULL,
    at TEXT NOT NULL
  ) STRICT;
  CREATE TABLE handover (
    id TEXT PRIMARY KEY,
    event INTEGER NOT NULL,
    giver TEXT NOT NULL,
    taker TEXT NOT NULL,
    taken INTEGER NOT NULL,
    missing INTEGER NOT NULL,
    outstanding INTEGER NOT NULL,
    at TEXT NOT NULL
  ) STRICT;
  CREATE TABLE export (
    id TEXT PRIMARY KEY,
    event INTEGER NOT NULL,
    kind TEXT NOT NULL,
    format TEXT NOT NULL,
    filter TEXT NOT NULL,
    rows INTEGER NOT NULL,
    rows_sha256 TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    file_name TEXT NOT NULL,
    size INTEGER NOT NULL,
    at TEXT NOT NULL,
    by TEXT NOT NULL
  ) STRICT;
  CREATE VIRTUAL TABLE search USING fts5 (
    copy UNINDEXED, words, tokenize = "unicode61 remove_diacritics 2"
  );
`

export const CUSTODY_FORM: Migration = {
  name: 'custody of copies, reprints, inventories, exports, search',
  sql: DOCUMENTS + COPIES + CUSTODY + DESK,
  rebuilds: true,
}
