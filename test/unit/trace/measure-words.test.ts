import { describe, expect, it } from 'vitest'
import { openRaster } from '../../../main/document/open-raster.ts'
import { measureWords } from '../../../main/trace/measure-words.ts'
import { headOf } from '../../../shared/mark/layout.ts'
import { packedSigns, signAt } from '../../../shared/mark/signs.ts'
import { shiftWords } from '../../../main/issue/shift-words.ts'
import { zeroField } from '../../../shared/maths/spline-field.ts'
import type { Plane } from '../../../shared/maths/plane.ts'
import { issueInLab, LAB_STREAM } from '../../bench/lab.ts'
import { makePage } from '../../paper/page-kinds.ts'

const PX_PER_MM = 12

const draw = async (pdf: Uint8Array): Promise<Plane> => {
  const raster = await openRaster(pdf)
  const { width, height, data } = raster.render(0, PX_PER_MM)
  raster.close()
  return { width, height, data: Float32Array.from(data) }
}

describe('words as a picture shows them', () => {
  it('speak for the signs that moved them, each sign once', async () => {
    const pdf = await makePage('dense-english', 1)
    const { copy, pages } = await issueInLab('paper', pdf, 'paper')
    const only = { visible: false, tint: false, words: true, dots: false, text: false, wording: false }
    const [original, plane] = [await draw(pdf), await draw(await copy('c7', only))]
    const [{ layout }] = pages
    const { widthMm, heightMm, words } = layout
    const sheet = {
      homography: [PX_PER_MM, 0, -0.5, 0, PX_PER_MM, -0.5, 0, 0, 1],
      bend: zeroField(widthMm, heightMm, 60),
    } as const
    const inside = new Uint8Array(plane.data.length).fill(1)
    const residuals = measureWords(layout, sheet, { plane, inside, pxPerMm: PX_PER_MM }, original)

    const packed = packedSigns(LAB_STREAM, 'c7', 0, 'words', 2 * words.length)
    const unused = words.flatMap((_, k) => (headOf(words, k) === k ? [] : [2 * k + 1]))
    expect(unused.length).toBeGreaterThan(300)
    expect(unused.filter((i) => residuals[i] !== 0)).toEqual([])
    const used = [...residuals.keys()].filter((i) => residuals[i] !== 0)
    expect(used.length).toBeGreaterThan(0.9 * (2 * words.length - unused.length))
    const right = used.filter((i) => residuals[i] * signAt(packed, i) > 0)
    expect(right.length).toBeGreaterThan(0.9 * used.length)
    // And so they were moved.
    const shifts = shiftWords(layout, packed)
    for (const i of unused)
      expect(Math.sign(shifts[i])).toBe(Math.sign(shifts[2 * headOf(words, (i - 1) / 2) + 1]))

    // Half of the words unseen, heads of seen pieces among them: these say nothing, the others what they said before.
    const isUnseen = (k: number): boolean => k % 2 === 0
    const halfUnseen = words.map((word, k) => (isUnseen(k) ? { ...word, unseen: true as const } : word))
    const less = measureWords(
      { ...layout, words: halfUnseen },
      sheet,
      { plane, inside, pxPerMm: PX_PER_MM },
      original,
    )
    const shownBy = new Set(words.flatMap((_, k) => (isUnseen(k) ? [] : [2 * k, 2 * headOf(words, k) + 1])))
    expect([...less.keys()].filter((i) => less[i] !== 0 && !shownBy.has(i))).toEqual([])
    const left = [...shownBy].filter((i) => less[i] !== 0)
    expect(left.length).toBeGreaterThan(0.9 * shownBy.size)
    expect(left.filter((i) => less[i] * signAt(packed, i) > 0).length).toBeGreaterThan(0.9 * left.length)
  })
})
