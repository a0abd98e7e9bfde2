import { create } from '@cantoo/fontkit'
import type { PDFPage } from 'pdf-lib'
import { degrees, rgb } from 'pdf-lib'
import { notoBytes } from './fonts.ts'

export const SEAL_RED = [0.82, 0.08, 0.08] as const

const star = (radius: number): string => {
  const points = Array.from({ length: 10 }, (_, i) => {
    const r = i % 2 === 0 ? radius : radius * 0.382
    const angle = (i * Math.PI) / 5 - Math.PI / 2
    return `${r * Math.cos(angle)} ${r * Math.sin(angle)}`
  })
  return `M${points.join('L')}Z`
}

type Face = Extract<ReturnType<typeof create>, { readonly unitsPerEm: number }>

let openFace: Face | undefined

const sealFace = (): Face => {
  if (openFace !== undefined) return openFace
  const face = create(notoBytes('700Bold'))
  if (!('unitsPerEm' in face)) throw new TypeError('the seal needs a single face, not a collection')
  openFace = face
  return face
}

/** A glyph's outline in SVG's space (y down), one em to `size`. */
const outline = (character: string, size: number): string => {
  const face = sealFace()
  const scale = size / face.unitsPerEm
  const [glyph] = face.layout(character).glyphs
  return glyph.path.scale(scale, -scale).toSVG()
}

/** A round official seal, all outlines: ring, star, the name around and a line of text below. */
export const drawSeal = (
  page: PDFPage,
  name: string,
  under: string,
  x: number,
  y: number,
  radius: number,
): void => {
  const color = rgb(...SEAL_RED)
  page.drawCircle({ x, y, size: radius, borderColor: color, borderWidth: radius * 0.05 })
  page.drawSvgPath(star(radius * 0.32), { x, y, color })
  const size = radius * 0.25
  const sweep = Math.min(4.6, 0.37 * name.length)
  ;[...name].forEach((character, i) => {
    const angle = Math.PI / 2 + sweep / 2 - (sweep * (i + 0.5)) / name.length
    const turn = angle - Math.PI / 2
    const inner = radius * 0.64
    const cx = x + inner * Math.cos(angle) - (size / 2) * Math.cos(turn)
    const cy = y + inner * Math.sin(angle) - (size / 2) * Math.sin(turn)
    page.drawSvgPath(outline(character, size), {
      x: cx,
      y: cy,
      color,
      rotate: degrees((turn * 180) / Math.PI),
    })
  })
  const small = radius * 0.17
  ;[...under].forEach((character, i) => {
    const left = x + (i - under.length / 2) * small
    page.drawSvgPath(outline(character, small), { x: left, y: y - radius * 0.62, color })
  })
}
