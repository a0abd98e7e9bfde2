import type { Database } from 'better-sqlite3'
import { Failure } from '../../shared/contract/failure.ts'
import { EMPTY_EDGE, growTree } from './merkle-tree.ts'
import type { OnSubtree } from './merkle-tree.ts'
import { rangeRoots, rootOfRange } from './range-roots.ts'
import type { RangeRoots } from './range-roots.ts'

/**
 * The tree is kept in tiles, eight levels high: of each the roots at its top are stored, the rest is worked out from the 256
 * below. A proof among a million events reads some 500 hashes instead of all.
 */
const TILE_HEIGHT = 8
const TILE_WIDTH = 2 ** TILE_HEIGHT

export const isTileTop = (height: number): boolean => height > 0 && height % TILE_HEIGHT === 0

/** Keeps the tops of tiles as they are completed. */
export const tileWriter = (db: Database): OnSubtree => {
  const insert = db.prepare('INSERT INTO tree_tile (height, position, root) VALUES (?, ?, ?)')
  return (height, position, root) => {
    if (isTileTop(height)) insert.run(height, position, root())
  }
}

/** From the stored hashes of all events. */
export const fillTiles = (db: Database): void => {
  const tree = growTree(EMPTY_EDGE, tileWriter(db))
  const hashes = db.prepare<[], string>('SELECT hex(hash) FROM event ORDER BY idx').pluck().all()
  hashes.forEach(tree.add)
}

const missing = (): Failure =>
  new Failure(
    'register-altered',
    'A part of the tree is missing, so nothing can be proven from it. Run verify, and restore a backup.',
  )

/** The tree over the first `size` events; what was read once is kept for the next proof. Throws Failure 'register-altered'. */
export const storedTree = (db: Database, size: number): RangeRoots => {
  const leaves = db
    .prepare<[number, number], Buffer>('SELECT hash FROM event WHERE idx >= ? AND idx < ? ORDER BY idx')
    .pluck()
  const tops = db
    .prepare<[number, number, number], Buffer>(
      'SELECT root FROM tree_tile WHERE height = ? AND position >= ? AND position < ? ORDER BY position',
    )
    .pluck()
  const tiles = new Map<string, RangeRoots>()
  const tileAt = (base: number, index: number): RangeRoots => {
    const key = `${base}/${index}`
    const known = tiles.get(key)
    if (known !== undefined) return known
    const first = index * TILE_WIDTH
    const end = Math.min(first + TILE_WIDTH, Math.floor(size / 2 ** base))
    const below = base === 0 ? leaves.all(first, end) : tops.all(base, first, end)
    if (below.length !== end - first) throw missing()
    const tile = rangeRoots(below)
    tiles.set(key, tile)
    return tile
  }
  const node = (height: number, position: number): Uint8Array => {
    const base = height - (height % TILE_HEIGHT)
    const width = 2 ** (height - base)
    const first = position * width
    const start = first % TILE_WIDTH
    return tileAt(base, Math.floor(first / TILE_WIDTH)).root(start, start + width)
  }
  return { size, root: (start, end) => rootOfRange(start, end, node) }
}
