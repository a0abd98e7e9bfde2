import type { Migration } from './migration.ts'

/** The record itself. `leaf` is the canonical text that is hashed; everything else can be derived from it. */
const EVENTS = `
  CREATE TABLE event (
    idx INTEGER PRIMARY KEY CHECK (idx >= 0),
    leaf TEXT NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    type TEXT GENERATED ALWAYS AS (leaf ->> '$.type') VIRTUAL
  ) STRICT;
  -- Personal values, kept out of the leaf so that they can be erased without breaking the tree.
  CREATE TABLE disclosure (
    event INTEGER NOT NULL REFERENCES event (idx),
    path TEXT NOT NULL,
    salt BLOB NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (event, path)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE checkpoint (
    size INTEGER PRIMARY KEY CHECK (size > 0),
    note TEXT NOT NULL
  ) STRICT;
  -- The tree's right edge: roots of its perfect subtrees, 32 bytes each, largest first.
  CREATE TABLE tree_edge (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    size INTEGER NOT NULL,
    roots BLOB NOT NULL
  ) STRICT;
  INSERT INTO tree_edge VALUES (1, 0, x'');
`

/** Against mistakes, not against an attacker, who can drop them: that is what the tree is for. */
const GUARDS = `
  CREATE TRIGGER event_follows_last BEFORE INSERT ON event
    WHEN NEW.idx <> (SELECT coalesce(max(idx) + 1, 0) FROM event)
    BEGIN SELECT raise(ABORT, 'events are only appended'); END;
  ${['event', 'disclosure', 'checkpoint']
    .map(
      (table) => `
  CREATE TRIGGER ${table}_stays BEFORE UPDATE ON ${table}
    BEGIN SELECT raise(ABORT, 'the record is append-only'); END;
  CREATE TRIGGER ${table}_is_kept BEFORE DELETE ON ${table}
    BEGIN SELECT raise(ABORT, 'the record is append-only'); END;`,
    )
    .join('')}
`

/** What people ask for, derived from the events and never the source of anything. */
const PROJECTIONS = `
  CREATE TABLE document (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    number TEXT,
    classification TEXT,
    file_name TEXT,
    pages INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    original_blob TEXT NOT NULL,
    pages_blobs TEXT NOT NULL,
    at TEXT NOT NULL,
    by TEXT NOT NULL
  ) STRICT;
  CREATE TABLE issuance (
    id TEXT PRIMARY KEY,
    document TEXT NOT NULL REFERENCES document (id),
    occasion TEXT,
    medium TEXT NOT NULL,
    folder TEXT,
    layouts_blob TEXT,
    copies INTEGER NOT NULL,
    at TEXT NOT NULL,
    by TEXT NOT NULL
  ) STRICT;
  CREATE INDEX issuance_document ON issuance (document);
  CREATE TABLE recipient (
    key INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    unit TEXT NOT NULL,
    id TEXT NOT NULL,
    email TEXT NOT NULL,
    UNIQUE (name, unit, id, email)
  ) STRICT;
  CREATE TABLE copy (
    id TEXT PRIMARY KEY,
    issuance TEXT NOT NULL REFERENCES issuance (id),
    number INTEGER NOT NULL,
    code TEXT NOT NULL UNIQUE,
    recipient INTEGER NOT NULL REFERENCES recipient (key),
    state TEXT NOT NULL CHECK (state IN ('reserved', 'sealed', 'abandoned')),
    sha256 TEXT,
    bytes INTEGER,
    file_name TEXT,
    reason TEXT,
    settled_at TEXT,
    UNIQUE (issuance, number)
  ) STRICT;
  CREATE INDEX copy_state ON copy (state);
  CREATE INDEX copy_sha256 ON copy (sha256) WHERE sha256 IS NOT NULL;
  CREATE TABLE trace (
    id TEXT PRIMARY KEY,
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

export const FIRST_FORM: Migration = { name: 'first form', sql: EVENTS + GUARDS + PROJECTIONS }
