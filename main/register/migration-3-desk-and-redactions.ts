import type { Migration } from './migration.ts'

/** Who has a passphrase of their own, and which personal values were erased. */
export const DESK_AND_REDACTIONS: Migration = {
  name: 'desk and redactions',
  sql: `
  CREATE TABLE desk_user (
    name TEXT PRIMARY KEY,
    role TEXT NOT NULL,
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    since TEXT NOT NULL
  ) STRICT;
  INSERT INTO desk_user
    SELECT leaf ->> '$.by', 'custodian', 1, leaf ->> '$.at' FROM event WHERE idx = 0;
  CREATE TABLE redaction (
    event INTEGER NOT NULL,
    path TEXT NOT NULL,
    PRIMARY KEY (event, path)
  ) STRICT, WITHOUT ROWID;
  -- A personal value may go when, and only when, its erasure is on record.
  DROP TRIGGER disclosure_is_kept;
  CREATE TRIGGER disclosure_is_kept BEFORE DELETE ON disclosure
    WHEN NOT EXISTS (SELECT 1 FROM redaction WHERE event = OLD.event AND path = OLD.path)
    BEGIN SELECT raise(ABORT, 'the record is append-only'); END;
`,
}
