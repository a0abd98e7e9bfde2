import { describe, expect, it } from 'vitest'
import { assemble, type ReadPlace } from '../../../main/trace/hypotheses.ts'
import { partsOf } from '../../../main/trace/place-further.ts'
import type { PlacedPage } from '../../../main/trace/placed-page.ts'
import { flatBend } from '../../../main/trace/sheet.ts'
import { translation } from '../../../shared/maths/geometry.ts'
import { bareLayout } from '../../support/bare-layout.ts'

const layout = bareLayout(
  100,
  100,
  Array.from({ length: 4 }, () => ({ x: 1, y: 1, dx: 0.1, dy: 0 })),
)

/** A page of 100 mm that lies so far to the right, one pixel to the millimetre, and agrees on a lattice of places down to a line. */
const placed = (documentId: string, page: number, left: number, agreesDownTo = 100): PlacedPage => ({
  documentId,
  page,
  sheet: { homography: translation(left, 0), bend: flatBend([100, 100]) },
  likeness: 1,
  agreeing: 1,
  shown: 1,
  boxes: 1,
  agreed: [10, 30, 50, 70, 90]
    .flatMap((x) => [10, 30, 50, 70, 90].map((y) => ({ x, y })))
    .filter(({ y }) => y <= agreesDownTo),
  view: 'plain',
})

const read = (place: PlacedPage, part: number, residual: number): ReadPlace => ({
  place,
  part,
  layout,
  reading: {
    residuals: new Map([['dots', Float32Array.of(residual, 0, 0, 0)]]),
    seen: {
      plane: { width: 1, height: 1, data: new Float32Array(1) },
      inside: new Uint8Array(1),
      pxPerMm: 1,
    },
  },
})

describe('parts of a picture', () => {
  it('are told by what of it the pages explain', () => {
    const beside = [placed('a', 0, 0), placed('a', 1, 150), placed('b', 0, 155), placed('a', 0, 300)]
    expect(partsOf(beside)).toEqual([0, 1, 1, 2])
  })

  it('two passages of one page lie in two, wherever the rest of the page would lie', () => {
    // The second page's lower half would lie on the first, but nothing of it agrees.
    const upper = placed('a', 0, 0, 30)
    const lower = { ...placed('a', 0, 0), agreed: placed('a', 0, 0).agreed.filter(({ y }) => y > 60) }
    expect(partsOf([upper, lower])).toEqual([0, 1])
    expect(partsOf([placed('a', 0, 0), lower])).toEqual([0, 0])
  })

  it('a page that explains nothing is a way of understanding the first', () => {
    expect(partsOf([placed('a', 0, 0), { ...placed('a', 0, 400), agreed: [] }])).toEqual([0, 0])
  })
})

describe('hypotheses', () => {
  const sums = (...pictures: ReadPlace[][]) =>
    assemble(pictures.map((readings, k) => ({ name: String(k), readings }))).map(
      ({ documentId, readings }) =>
        `${documentId} ${readings.map(({ page, residuals }) => `${page}:${residuals[0]}`).join(' ')}`,
    )

  it('ways of understanding one part are alternatives', () => {
    const ways = [read(placed('a', 0, 0), 0, 1), read(placed('a', 1, 0), 0, 2), read(placed('b', 0, 0), 0, 4)]
    expect(sums(ways)).toEqual(['a 0:1', 'a 1:2', 'b 0:4'])
  })

  it('parts are taken together, and each by itself', () => {
    const parts = [read(placed('a', 0, 0), 0, 1), read(placed('a', 1, 150), 1, 2)]
    expect(sums(parts)).toEqual(['a 0:1 1:2', 'a 0:1', 'a 1:2'])
    // Of one page the residuals are summed.
    const twice = [read(placed('a', 0, 0), 0, 1), read(placed('a', 0, 150), 1, 2)]
    expect(sums(twice)).toEqual(['a 0:3', 'a 0:1', 'a 0:2'])
  })

  it('pictures are taken together alone', () => {
    expect(sums([read(placed('a', 0, 0), 0, 1)], [read(placed('a', 1, 0), 0, 2)])).toEqual(['a 0:1 1:2'])
  })
})
