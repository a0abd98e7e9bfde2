import { expect, test } from 'vitest'
import type { PageLayout } from '../../../shared/mark/layout.ts'
import { embedTint } from '../../../main/issue/embed-tint.ts'

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

test('positive cells darken, by rows and then scales, rows padded to bytes', () => {
  const { stencils } = embedTint(layout, signs, 'both', { dark: false, toned: false })
  expect(Object.keys(stencils ?? {})).toEqual(['Darken0', 'Darken1'])
  expect(stencils?.['Darken0']).toMatchObject({ width: 10, height: 2, soft: { grey: 0 } })
  expect([...(stencils?.['Darken0'].bits ?? [])]).toEqual([0b1000_0000, 0b1100_0000, 0b1000_0000, 0b0100_0000])
  expect([...(stencils?.['Darken1'].bits ?? [])]).toEqual([0b1001_0000])
})

test('on dark ground the negative cells lighten', () => {
  const { stencils } = embedTint(layout, signs, 'both', { dark: true, toned: true })
  expect(stencils?.['Lighten1']).toMatchObject({ soft: { grey: 1 } })
  expect([...(stencils?.['Lighten0'].bits ?? [])]).toEqual([0b0111_1111, 0b0000_0000, 0b0111_1111, 0b1000_0000])
  expect([...(stencils?.['Lighten1'].bits ?? [])]).toEqual([0b0110_0000])
})

test.each(['screen', 'paper'] as const)('on %s opacity comes to whole steps whether it is rounded or cut', (medium) => {
  const { stencils } = embedTint(layout, signs, medium, { dark: true, toned: true })
  for (const { soft } of Object.values(stencils ?? {})) {
    const steps = (soft?.opacity ?? 0) * 255
    expect(Math.round(steps)).toBe(Math.floor(steps))
    expect(Math.floor(steps)).toBeGreaterThan(0)
  }
})

test('each scale is drawn to its full size with its first row on top', () => {
  const { operators } = embedTint(layout, signs, 'both', { dark: false, toned: false })
  expect(operators).toContain('q 20.0000 0 0 -4.0000 0 4.0000 cm /Darken0 Do Q')
  expect(operators).toContain('q 24.0000 0 0 -6.0000 0 6.0000 cm /Darken1 Do Q')
})
