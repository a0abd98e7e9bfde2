import { invertHomography, mapHomography, turnBetween, type Homography } from '../../shared/maths/geometry.ts'
import type { Features } from '../image/features.ts'
import { localView } from '../image/local-view.ts'
import { sumByPlace } from './agreement.ts'
import { placeAngle, placeLogScale, placeX, placeY } from './page-index.ts'
import type { MatchesByPage } from './search-index.ts'

/** How far a match may lie from where the view has it, pixels of the page, and differ in scale and turn: sheets curl. */
const REACH_PX = 20
const MOST_LOG_SCALE = 0.6
const MOST_TURN = 0.6
/** Pages with this share of the matches of the page that has most are of one kind: what they have in common tells none from another. */
const OF_A_KIND = 0.25

export interface AlikePage {
  readonly page: number
  readonly score: number
}

/** Where on a page the view has each feature of the picture, at what size and angle; NaN where it has it nowhere. */
const expectOnPage = (view: Homography, { count, x, y, scale, angle }: Features) => {
  const back = invertHomography(view)
  const expected = {
    x: new Float32Array(count).fill(Number.NaN),
    y: new Float32Array(count),
    logScale: new Float32Array(count),
    angle: new Float32Array(count),
  }
  for (let i = 0; i < count; i++) {
    const at = mapHomography(back, x[i], y[i])
    const there = localView(view, at.x, at.y)
    if (there === null) continue
    expected.x[i] = at.x
    expected.y[i] = at.y
    expected.logScale[i] = Math.log(scale[i]) - there.logScale
    expected.angle[i] = angle[i] - there.turn
  }
  return expected
}

/** The matches that lie as the view has them, by page: where each page's begin in `kept`. */
const keepExpected = ({ starts, voter, place }: MatchesByPage, expected: ReturnType<typeof expectOnPage>) => {
  const pageCount = starts.length - 1
  const kept: number[] = []
  const begins = new Uint32Array(pageCount + 1)
  for (let page = 0; page < pageCount; page++) {
    for (let m = starts[page]; m < starts[page + 1]; m++) {
      const seen = voter[m]
      const u = placeX(place[m]) - expected.x[seen]
      const v = placeY(place[m]) - expected.y[seen]
      if (!(u * u + v * v <= REACH_PX * REACH_PX)) continue
      if (Math.abs(placeLogScale(place[m]) - expected.logScale[seen]) > MOST_LOG_SCALE) continue
      if (turnBetween(placeAngle(place[m]), expected.angle[seen]) > MOST_TURN) continue
      kept.push(m)
    }
    begins[page + 1] = kept.length
  }
  return { kept, begins }
}

/**
 * Of pages of one kind, that lie in the picture as one of them was seen to lie, those that the picture shows best, best first. Forms, slides
 * and covers of one template agree in most of what they have; here a feature counts by how few of them have it at that place.
 * @param view page pixels to those of the picture in which features were found
 */
export const searchByView = (matches: MatchesByPage, features: Features, view: Homography): AlikePage[] => {
  const { voter, vote } = matches
  const { kept, begins } = keepExpected(matches, expectOnPage(view, features))
  const countOf = (page: number): number => begins[page + 1] - begins[page]
  const pageCount = matches.starts.length - 1
  let most = 0
  for (let page = 0; page < pageCount; page++) most = Math.max(most, countOf(page))
  const alike = Array.from({ length: pageCount }, (_, page) => page).filter(
    (page) => countOf(page) > 0 && countOf(page) >= OF_A_KIND * most,
  )
  const matchesOf = (page: number): number[] => kept.slice(begins[page], begins[page + 1])
  const having = new Uint32Array(features.count)
  for (const page of alike) for (const m of matchesOf(page)) having[voter[m]]++
  return alike
    .map((page) => {
      const score = sumByPlace(
        matchesOf(page),
        (m) => features.x[voter[m]],
        (m) => features.y[voter[m]],
        (m) => vote[m] * Math.log((1 + alike.length) / having[voter[m]]),
      )
      return { page, score }
    })
    .sort((a, b) => b.score - a.score)
}
