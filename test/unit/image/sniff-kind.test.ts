import { zipSync } from 'fflate'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { sniffKind } from '../../../main/image/sniff-kind.ts'
import { onePage } from '../document/raw-pdf.ts'

const text = (said: string): Uint8Array => new TextEncoder().encode(said)
const pdf = (): Uint8Array => onePage({ content: '' })

describe('what a file is', () => {
  it('is told of pictures by their first bytes', async () => {
    const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } })
    for (const kind of ['jpeg', 'png', 'webp', 'tiff', 'gif'] as const)
      expect(sniffKind(await picture.clone().toFormat(kind).toBuffer())).toBe(kind)
    expect(sniffKind(await picture.clone().avif().toBuffer())).toBe('avif')
  })

  it('is told of a PDF, also behind what a printer is sent', () => {
    expect(sniffKind(pdf())).toBe('pdf')
    expect(sniffKind(Buffer.concat([text('\x1b%-12345X@PJL ENTER LANGUAGE=PDF\r\n'), pdf()]))).toBe('pdf')
  })

  it('is none of a .zip, though the PDF in it is stored as it is', () => {
    expect(sniffKind(zipSync({ 'paper.pdf': pdf() }, { level: 0 }))).toBeNull()
  })

  it('is none of a text that looks like the beginning of one', () => {
    expect(sniffKind(text('BMW is said to build a plant by the northern reservoir.'))).toBeNull()
    expect(sniffKind(text('BMA: the association has objected to the paper of 12 May.'))).toBeNull()
    expect(sniffKind(text('From: a@b.example\n\nIt begins with\n%PDF-1.7\nand I cannot open it.'))).toBeNull()
    expect(sniffKind(text('BM'))).toBeNull()
    expect(sniffKind(new Uint8Array(0))).toBeNull()
  })
})
