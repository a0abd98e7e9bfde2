import { describe, expect, it } from 'vitest'
import type { Judgement } from '../../../main/trace/decide.ts'
import { assemble, type ReadPlace } from '../../../main/trace/hypotheses.ts'
import type { PlacedPage } from '../../../main/trace/placed-page.ts'
import { flatBend } from '../../../main/trace/sheet.ts'
import { agreementIn, shownParts } from '../../../main/trace/shown-parts.ts'
import { packedSigns, signAt } from '../../../shared/mark/signs.ts'
import { translation } from '../../../shared/maths/geometry.ts'
import { seededRandom } from '../../../shared/maths/seeded-random.ts'
import { bareLayout } from '../../support/bare-layout.ts'
import { testStream } from '../../support/test-streams.ts'

const DOTS = 400
const signStream = testStream('shown')
const layout = bareLayout(
  100,
  100,
  Array.from({ length: DOTS }, (_, k) => ({
    x: 5 * (k % 20),
    y: 5 * Math.floor(k / 20),
    dx: 0.1,
    dy: 0,
  })),
)
const documents = ['a', 'b'].map((documentId) => ({
  documentId,
  copyIds: ['1', '2', '3'].map((copy) => `${documentId}${copy}`),
}))

/** Bears a copy's signs so strongly, beside noise of one; with a strength of 0.5 its z is about 9, with 0.15 about 3. */
const read = (
  documentId: string,
  page: number,
  part: number,
  bears: Readonly<Record<string, number>>,
  agreeing = 1,
): ReadPlace => {
  const random = seededRandom(17 * page + part + documentId.charCodeAt(0))
  const residuals = Float32Array.from({ length: DOTS }, () => Math.sqrt(12) * (random() - 0.5))
  for (const [copyId, strength] of Object.entries(bears)) {
    const signs = packedSigns(signStream, copyId, page, 'dots', DOTS)
    residuals.forEach((_, k) => (residuals[k] += strength * signAt(signs, k)))
  }
  const place: PlacedPage = {
    documentId,
    page,
    // Parts lie beside one another.
    sheet: { homography: translation(120 * part, 0), bend: flatBend([100, 100]) },
    likeness: 1,
    agreeing,
    shown: 1,
    boxes: 1,
    agreed: [],
    view: 'plain',
  }
  const plane = { width: 1, height: 1, data: new Float32Array(1) }
  return {
    place,
    part,
    layout,
    reading: {
      residuals: new Map([['dots', residuals]]),
      seen: { plane, inside: new Uint8Array(1), pxPerMm: 1 },
    },
  }
}

const judged = (hypothesis: number, ...named: string[]): Judgement => ({
  verdict: named.length > 0 ? 'traced' : 'inconclusive',
  named: named.map((copyId) => ({ copyId, z: 9, bound: 1e-9 })),
  bound: 1e-9,
  limit: 1e-6,
  trials: 10,
  best: { hypothesis, copyId: named[0] ?? 'a3', fusion: 0, z: 9 },
  runnerUp: null,
  decoys: { n: 0, sd: 0 },
})

/** Of one picture: page and copy, part by part. */
const shown = (readings: readonly ReadPlace[], hypothesis: number, ...named: string[]) => {
  const pictures = [{ name: 'p', readings }]
  const outcome = { pictures, hypotheses: assemble(pictures), judgement: judged(hypothesis, ...named) }
  return shownParts({ outcome, documents, signStream, named })
}
const told = (parts: ReturnType<typeof shown>): string[] =>
  parts.map(({ read: { place }, copyId }) => `${place.documentId}${place.page} ${copyId ?? 'nobody'}`)

describe('what lies in a picture', () => {
  it('is told part by part, each with the named copy that it speaks for', () => {
    const beside = [read('a', 0, 0, { a1: 0.5 }), read('a', 0, 1, { a2: 0.5 }), read('b', 2, 2, { b1: 0.5 })]
    expect(told(shown(beside, 0, 'a1', 'a2', 'b1'))).toEqual(['a0 a1', 'a0 a2', 'b2 b1'])
  })

  it('is told from the top left, whichever was found first', () => {
    const beside = [read('a', 0, 2, { a1: 0.5 }), read('a', 1, 0, { a1: 0.5 }), read('a', 2, 1, { a1: 0.5 })]
    expect(told(shown(beside, 0, 'a1'))).toEqual(['a1 a1', 'a2 a1', 'a0 a1'])
  })

  it('a part that several copies were mixed in is told of for each', () => {
    expect(told(shown([read('a', 1, 0, { a1: 0.5, a3: 0.5 })], 0, 'a1', 'a3'))).toEqual(['a1 a1', 'a1 a3'])
  })

  it('of several ways of understanding a part the one that speaks for the copy is', () => {
    const ways = [read('a', 0, 0, {}), read('a', 1, 0, { a2: 0.5 })]
    expect(told(shown(ways, 1, 'a2'))).toEqual(['a1 a2'])
  })

  it('parts that say too little by themselves are the copy’s that they named together', () => {
    const weak = [read('a', 0, 0, { a1: 0.15 }), read('a', 1, 1, { a1: 0.15 })]
    expect(told(shown(weak, 0, 'a1'))).toEqual(['a0 a1', 'a1 a1'])
    expect(told(shown(weak, 0))).toEqual(['a0 nobody', 'a1 nobody'])
  })

  it('a part beside it that bears nobody’s marks is nobody’s, and told of if its page fits', () => {
    const copy = read('a', 0, 0, { a1: 0.5 })
    expect(told(shown([copy, read('b', 0, 1, {})], 0, 'a1'))).toEqual(['a0 a1', 'b0 nobody'])
    expect(told(shown([copy, read('b', 0, 1, {}, 0.3)], 0, 'a1'))).toEqual(['a0 a1'])
  })

  it('a copy of another document speaks for no page of this one', () => {
    const beside = [read('a', 0, 0, { b1: 2 }), read('b', 0, 1, { b1: 0.5 })]
    expect(told(shown(beside, 1, 'b1'))).toEqual(['a0 nobody', 'b0 b1'])
  })

  it('the evidence is the copy’s own', () => {
    const [own] = shown([read('a', 0, 0, { a1: 1 })], 0, 'a1')
    expect(own.carriers).toEqual(['dots'])
    const map = agreementIn(own, signStream)
    const mean = (z: Float32Array): number => z.reduce((sum, one) => sum + one, 0) / z.length
    expect(mean(map?.z ?? new Float32Array(1))).toBeGreaterThan(0.8)
    const others = agreementIn({ ...own, copyId: 'a2' }, signStream)
    expect(Math.abs(mean(others?.z ?? Float32Array.of(9)))).toBeLessThan(0.5)
    expect(agreementIn({ ...own, copyId: null }, signStream)).toBeNull()
  })
})
