import type { PDFPage } from 'pdf-lib'
import { rgb } from 'pdf-lib'
import type { Faces } from './fonts.ts'
import { GREY } from './page-frame.ts'
import { drawText } from './typeset.ts'

export interface ChartBar {
  readonly year: string
  readonly need: number
  readonly supply: number
}

const BAR = rgb(0.24, 0.48, 0.7)
const SUPPLY = rgb(0.8, 0.3, 0.16)

/** Bars of need, and a stepped line of supply; `height` points stand for 30 units. */
export const drawChart = (
  page: PDFPage,
  faces: Faces,
  bars: readonly ChartBar[],
  x: number,
  y: number,
  width: number,
  height: number,
): void => {
  const label = { font: faces.regular, size: 8.5, leading: 11, colour: GREY }
  const scale = height / 30
  for (let tick = 0; tick <= 30; tick += 5) {
    const level = y + tick * scale
    page.drawLine({
      start: { x, y: level },
      end: { x: x + width, y: level },
      thickness: 0.4,
      color: rgb(0.8, 0.8, 0.82),
    })
    drawText(page, String(tick), label, x - 6, level - 3, 'right')
  }
  const slot = width / bars.length
  bars.forEach((bar, i) => {
    const left = x + i * slot
    page.drawRectangle({ x: left + slot * 0.2, y, width: slot * 0.6, height: bar.need * scale, color: BAR })
    drawText(page, bar.need.toFixed(1), label, left + slot / 2, y + bar.need * scale + 4, 'centre')
    drawText(page, bar.year, label, left + slot / 2, y - 13, 'centre')
    const level = y + bar.supply * scale
    page.drawLine({
      start: { x: left, y: level },
      end: { x: left + slot, y: level },
      thickness: 1.8,
      color: SUPPLY,
    })
    const next = bars[i + 1]
    if (next === undefined || next.supply === bar.supply) return
    const rise = { start: { x: left + slot, y: level }, end: { x: left + slot, y: y + next.supply * scale } }
    page.drawLine({ ...rise, thickness: 1.8, color: SUPPLY })
  })
}
