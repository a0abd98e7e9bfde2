import { correction, generate } from 'lean-qr'
import { drawShape } from './paper.ts'
import type { Paper } from './paper.ts'

/** ISO/IEC 18004 asks for four light modules on every side. */
const QUIET = 4

/** A QR code in a square of so many millimetres, quiet zone included; dark modules in runs, as one shape. */
export const drawQr = (paper: Paper, text: string, x: number, y: number, sideMm: number): void => {
  const code = generate(text, { minCorrectionLevel: correction.M })
  const module = sideMm / (code.size + 2 * QUIET)
  const at = (n: number): string => ((n + QUIET) * module).toFixed(4)
  let path = ''
  for (let row = 0; row < code.size; row++) {
    for (let column = 0; column < code.size; column++) {
      if (!code.get(column, row)) continue
      let end = column
      while (end < code.size && code.get(end, row)) end++
      path += `M${at(column)} ${at(row)}H${at(end)}V${at(row + 1)}H${at(column)}Z`
      column = end
    }
  }
  drawShape(paper, path, x, y)
}
