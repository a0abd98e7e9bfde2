import type { Migration } from './migration.ts'
import { fillTiles } from './tree-tiles.ts'

/** Inner nodes of the tree, so that a proof reads few of them and no more; and reprints by what they were made from. */
export const TREE_TILES: Migration = {
  name: 'tree tiles',
  sql: `
  -- Roots of perfect subtrees of 2^height events, the height a multiple of 8; the position counts subtrees of that height.
  CREATE TABLE tree_tile (
    height INTEGER NOT NULL,
    position INTEGER NOT NULL,
    root BLOB NOT NULL CHECK (length(root) = 32),
    PRIMARY KEY (height, position)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX copy_reprint ON copy (reprint_of) WHERE reprint_of IS NOT NULL;
`,
  fill: fillTiles,
}
