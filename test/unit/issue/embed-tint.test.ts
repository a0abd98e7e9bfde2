import { expect, test } from 'vitest'
import type { PageLayout } from '../../../shared/mark/layout.ts'
import { embedTint } from '../../../main/issue/embed-tint.ts'
import type { Area } from '../../../main/issue/page-ground.ts'

const layout: PageLayout = {
  version: 1,
  widthMm: 19,
  heightMm: 3,
  tint: [
    { cellMm: 2, columns: 10, rows: 2 },
    { cellMm: 6, columns: 4, rows: 1 },
  ],
  words: [],
  wordAlongMm: 0.07,
  wordAcrossMm: 0.035,
  dots: [],
  dotDiameterMm: 0.11,
}

// Signs 0, 8, 9, 10 and 19 of the fine scale and 20 and 23 of the coarse one (its first and last) are positive.
const signs = Uint8Array.of(0b0000_0001, 0b0000_0111, 0b1001_1000)

const draw = (medium: 'screen' | 'paper', busy: readonly Area[] = []) =>
  embedTint(layout, signs, medium, { toned: false, halftoned: 0, blank: false, bare: false, busy })

test('positive cells are black, by rows and then scales, rows padded to bytes, first row on top', () => {
  expect(draw('screen').operators).toBe(
    '/Faint gs\n' +
      'q 20.0000 0 0 -4.0000 0 4.0000 cm BI /W 10 /H 2 /BPC 1 /CS /G /F /AHx ID 7f007f80> EI Q\n' +
      'q 24.0000 0 0 -6.0000 0 6.0000 cm BI /W 4 /H 1 /BPC 1 /CS /G /F /AHx ID 60> EI Q',
  )
})

test.each([
  ['screen', 1],
  ['paper', 2],
] as const)('on %s opacity is %i steps whether it is rounded or cut', (medium, steps) => {
  const exact = 255 * (draw(medium).alphas?.['Faint'] ?? 0)
  expect([Math.round(exact), Math.floor(exact)]).toEqual([steps, steps])
})

test('where a photograph hides it, it is drawn once more, unless it is as strong already', () => {
  const busy = [
    { x: 4, y: 0, width: 8, height: 4 },
    { x: 0, y: 4, width: 4, height: 4 },
  ]
  const pattern = draw('screen').operators.replace('/Faint gs\n', '')
  expect(draw('screen', busy).operators).toBe(
    `/Faint gs\n${pattern}\nq 4 0 8 4 re 0 4 4 4 re W n\n${pattern}\nQ`,
  )
  expect(draw('screen', busy).alphas).toEqual(draw('screen').alphas)
  expect(draw('paper', busy)).toEqual(draw('paper'))
})
