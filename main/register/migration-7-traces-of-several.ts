import type { Migration } from './migration.ts'

/** A trace that names several copies concerns each of them, not the clearest alone. */
export const TRACES_OF_SEVERAL: Migration = {
  name: 'traces of several copies',
  sql: `
  INSERT OR IGNORE INTO copy_event
    SELECT json_extract(also.value, '$.id'), trace.event
    FROM trace, json_each(trace.figures, '$.alsoCopies') also;
`,
}
