import { expect, it } from 'vitest'
import { connectedInk } from '../../../main/issue/connected-ink.ts'

const boxes = (...rows: readonly string[]) =>
  connectedInk(
    Uint8Array.from(rows.join(''), (character) => (character === '#' ? 1 : 0)),
    rows[0].length,
  ).map(({ left, top, right, bottom }) => [left, top, right, bottom])

it('ink that hangs together, by corners too, is one box', () => {
  expect(boxes('#.#.....', '#.#..#..', '###.#..#')).toEqual([
    [0, 0, 3, 3],
    [4, 1, 6, 3],
    [7, 2, 8, 3],
  ])
})

it('arms that meet late are one, however they are labelled before', () => {
  expect(boxes('#..#..#..#', '#..#..#..#', '####..####', '...####...')).toEqual([[0, 0, 10, 4]])
  expect(boxes('..#.#.#', '.#.#.#.', '#######')).toHaveLength(1)
})

it('nothing is none, everything is one, and a chessboard is one', () => {
  expect(boxes('....', '....')).toEqual([])
  expect(boxes('####', '####')).toEqual([[0, 0, 4, 2]])
  const chess = Array.from({ length: 9 }, (_, y) => (y % 2 === 0 ? '#.#.#.#.#' : '.#.#.#.#.'))
  expect(boxes(...chess)).toEqual([[0, 0, 9, 9]])
})
