import { expect, it } from 'vitest'
import { marginsOf } from '../../../main/document/move-in-picture.ts'
import { seededRandom } from '../../../shared/maths/seeded-random.ts'

type Box = readonly [number, number, number, number]

const grown = ([left, top, right, bottom]: Box, margins: Box): Box => [
  left - margins[0],
  top - margins[1],
  right + margins[2],
  bottom + margins[3],
]

const HAIR = 1e-9
const meet = (p: Box, q: Box): boolean =>
  p[0] < q[2] - HAIR && q[0] < p[2] - HAIR && p[1] < q[3] - HAIR && q[1] < p[3] - HAIR

it('boxes with their margins never meet, and reach out as far as they may where they are alone', () => {
  const random = seededRandom(11)
  for (let round = 0; round < 200; round++) {
    const boxes: Box[] = []
    for (let tries = 0; tries < 60; tries++) {
      const [left, top] = [100 * random(), 100 * random()]
      const box: Box = [left, top, left + 1 + 14 * random(), top + 1 + 6 * random()]
      if (!boxes.some((other) => meet(box, other))) boxes.push(box)
    }
    const outer = marginsOf(boxes, 2).map((margins, k) => grown(boxes[k], margins as Box))
    outer.forEach((p, i) => outer.slice(i + 1).forEach((q) => expect(meet(p, q)).toBe(false)))
  }
  expect(marginsOf([[10, 10, 20, 12]], 2)).toEqual([[2, 2, 2, 2]])
  expect(
    marginsOf(
      [
        [10, 10, 20, 12],
        [21, 10, 30, 12],
      ],
      2,
    ),
  ).toEqual([
    [2, 2, 0.5, 2],
    [0.5, 2, 2, 2],
  ])
})
