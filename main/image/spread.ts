/** Something with a place and a strength, competing for one of a limited number of seats. */
export interface Candidate {
  readonly x: number
  readonly y: number
  readonly strength: number
}

/** Share of the seats given by strength alone; the rest go round the cells, so that sparse corners are served. */
const BY_STRENGTH = 0.4
/** Candidates a cell would hold if they were spread evenly. */
const PER_CELL = 8

const byStrength = (p: Candidate, q: Candidate) => q.strength - p.strength

/** Up to `limit` candidates: the strongest, then the strongest left in each cell of a grid in turn. Strongest first. */
export const spread = <T extends Candidate>(
  candidates: readonly T[],
  width: number,
  height: number,
  limit: number,
): T[] => {
  const ordered = [...candidates].sort(byStrength)
  if (ordered.length <= limit) return ordered
  const strong = Math.floor(limit * BY_STRENGTH)
  const side = Math.sqrt((width * height * PER_CELL) / limit)
  const columns = Math.ceil(width / side)
  const seated = new Map<number, number>()
  const rest = ordered.map((candidate, i) => {
    const cell = Math.floor(candidate.y / side) * columns + Math.floor(candidate.x / side)
    const rank = seated.get(cell) ?? 0
    seated.set(cell, rank + 1)
    return { candidate, rank: i < strong ? -1 : rank }
  })
  // A stable sort keeps the order of strength within a rank.
  rest.sort((p, q) => p.rank - q.rank)
  return rest
    .slice(0, limit)
    .map((r) => r.candidate)
    .sort(byStrength)
}
