import { generate } from 'lean-qr'
import { describe, expect, it } from 'vitest'
import { openRaster } from '../../../main/document/open-raster.ts'
import { breakLines } from '../../../main/export/break-lines.ts'
import { collectionList, receiptSheet } from '../../../main/export/copy-lists.ts'
import { drawQr } from '../../../main/export/draw-qr.ts'
import { closePaper, MARGIN_MM, openPaper } from '../../../main/export/paper.ts'
import type { SheetCopy } from '../../../main/export/sheet-head.ts'
import { listedCopy, sheetOrder } from '../../support/sheet-order.ts'
import { textOfPdf } from '../../support/text-of-pdf.ts'

const NAMES = ['欧阳文静', '司马迁·阿不都热依木·买买提江', 'Jürgen Müller-Čapek', '=1+1']
const UNIT = '新疆维吾尔自治区人民政府办公厅信息公开与督查工作领导小组办公室'

const copyFor = (name: string, index: number): SheetCopy =>
  listedCopy(index, 60, {
    code: 'K7QF-3M2X',
    recipient: { name, unit: UNIT, id: '' },
    due: '2026-05-09',
    overdue: true,
  })

const CHECKPOINT = `siglum/v-x\n45\n${'A'.repeat(44)}\n\n— siglum/v-x ${'B'.repeat(92)}\n`

const ORDER = sheetOrder({
  vault: 'v-x',
  checkpoint: CHECKPOINT,
  copies: Array.from({ length: 60 }, (_, i) => copyFor(NAMES[i % NAMES.length], i)),
  document: {
    title: '关于加快推进北部水库扩建工程前期工作并落实资金来源的请示（征求意见稿）',
    number: '水发〔2026〕112号',
    term: '10年',
  },
})

describe('sheets', () => {
  it('a receipt sheet has every copy with its code and hash, in Chinese and English, and the checkpoint', async () => {
    const pdf = await receiptSheet(ORDER)
    const text = textOfPdf(pdf)
    if (text === null) return
    for (const word of [
      '文件签收单',
      'Receipt sheet',
      '欧阳文静',
      'Jürgen Müller-Capek',
      '=1+1',
      '水发〔2026〕112号',
    ])
      expect(text).toContain(word)
    expect(text.match(/K7QF-3M2X/g)).toHaveLength(60)
    expect(text.match(/(ab){32}/g)).toHaveLength(60)
    expect(text).toContain('60/60')
    expect(text).toContain('siglum/v-x')
    expect(text.replace(/\s/g, '')).toContain(ORDER.statement.rowsSha256.slice(0, 48))
    const pages = text.match(/\f/g)?.length ?? 0
    expect(text.replace(/ /g, '')).toContain(`${pages}/${pages}`)
  })

  it('a collection list says when nothing is out', async () => {
    const text = textOfPdf(await collectionList({ ...ORDER, copies: [] }))
    if (text === null) return
    expect(text).toContain('全部收回')
  })
})

describe('a QR code', () => {
  it('shows the modules of the code, as another renderer draws them', async () => {
    const paper = await openPaper({ title: 'x', at: ORDER.statement.at })
    const side = 60
    drawQr(paper, CHECKPOINT, MARGIN_MM, MARGIN_MM, side)
    const raster = await openRaster(await closePaper(paper, ''))
    const pxPerMm = 8
    const { data, width } = raster.render(0, pxPerMm)
    raster.close()
    const code = generate(CHECKPOINT, { minCorrectionLevel: 1 as never })
    const module = side / (code.size + 8)
    for (let row = -2; row < code.size + 2; row++) {
      for (let column = -2; column < code.size + 2; column++) {
        const at = (n: number) => Math.floor((MARGIN_MM + (n + 4.5) * module) * pxPerMm)
        expect(data[at(row) * width + at(column)] < 128, `${row},${column}`).toBe(code.get(column, row))
      }
    }
  })
})

describe('lines', () => {
  const width = (text: string) => [...text].length
  it('break between ideographs and at blanks, and keep punctuation where it belongs', () => {
    expect(breakLines('关于水库，扩建的请示', 5, width)).toEqual(['关于水库，', '扩建的请示'])
    expect(breakLines('one two three', 7, width)).toEqual(['one two', 'three'])
    expect(breakLines('abcdefghij', 4, width)).toEqual(['abcd', 'efgh', 'ij'])
    expect(breakLines('', 4, width)).toEqual([])
  })
})
