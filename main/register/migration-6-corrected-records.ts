import type { Database } from 'better-sqlite3'
import type { Migration } from './migration.ts'

/** From the events themselves: ids of copies are in them as they are. */
const fillMarks = (db: Database): void => {
  db.exec(`
    INSERT OR REPLACE INTO muster_mark
      SELECT expected.value, muster.event, 0 FROM muster JOIN event ON idx = muster.event,
        json_each(leaf, '$.body.expected') expected;
    INSERT OR REPLACE INTO muster_mark
      SELECT found.value, muster.event, 1 FROM muster JOIN event ON idx = muster.event,
        json_each(leaf, '$.body.found') found;
  `)
}

/** Inventories, handovers and exports that a later event corrects or strikes; and what every inventory said of a copy. */
export const CORRECTED_RECORDS: Migration = {
  name: 'corrected records',
  sql: `
  -- The inventory's place in time: its own number, or that of the one it corrects.
  ALTER TABLE muster ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE muster ADD COLUMN corrected_by INTEGER;
  UPDATE muster SET place = event;
  ALTER TABLE handover ADD COLUMN corrected_by INTEGER;
  ALTER TABLE export ADD COLUMN corrected_by INTEGER;
  CREATE TABLE muster_mark (
    copy TEXT NOT NULL REFERENCES copy (id),
    event INTEGER NOT NULL,
    found INTEGER NOT NULL,
    PRIMARY KEY (copy, event)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX muster_mark_event ON muster_mark (event);
  CREATE INDEX muster_event ON muster (event);
  CREATE INDEX handover_event ON handover (event);
  CREATE INDEX export_event ON export (event);
`,
  fill: fillMarks,
}
