import { readFileSync, writeFileSync } from 'node:fs'
import { openDocument } from '../main/document/open-document.ts'
import { openRaster } from '../main/document/open-raster.ts'
import { prepareWriter } from '../main/document/prepare-writer.ts'
import { makeCopy, planDocument, ALL_CARRIERS } from '../main/issue/issue.ts'
import { MARK_ALPHABET } from '../shared/mark/text-marks.ts'
import { readText, lettersOf } from '../shared/mark/read-text.ts'
import { LAB_STREAM } from './bench/lab.ts'
import { EXTRACTORS } from './bench/text-extractors.ts'
import { makePage } from './paper/page-kinds.ts'
const pdfs: [string, Uint8Array][] = [['meeting', readFileSync('test/paper/meeting-paper.pdf')], ['english', await makePage('dense-english' as never, 1)]]
for (const [name, pdf] of pdfs) {
  const source = await openDocument(pdf); const raster = await openRaster(pdf)
  const pages = planDocument(source, (p, s) => raster.render(p, s), 'both', (p) => raster.chars(p))
  const writer = await prepareWriter(source, { characters: MARK_ALPHABET })
  const make = (text: boolean) => makeCopy({ writer, pages, signStream: LAB_STREAM, medium: 'both', copy: { copyId: 'a', number: 1, of: 2, code: 'LAB0-TEST', recipient: { name: 'A', unit: 'B' }, occasion: '', time: '' }, identity: { documentId: name, issuanceId: 'x', copyId: 'a', copyNumber: '1/2' }, carriers: { ...ALL_CARRIERS, text } })
  writeFileSync(`/tmp/tc/${name}-0.pdf`, await make(false)); writeFileSync(`/tmp/tc/${name}-1.pdf`, await make(true))
  const n = pages.reduce((s, p) => s + p.layout.text!.places.length, 0)
  console.log(name, 'places', n)
  for (const { name: x, extract } of EXTRACTORS) {
    const a = (await extract(`/tmp/tc/${name}-0.pdf`)) ?? '', b = (await extract(`/tmp/tc/${name}-1.pdf`)) ?? ''
    const strip = b.replace(/[\ufe03-\ufe0e]/g, '')
    const sq = (t: string) => t.replace(/\s+/g, ' ')
    const blanks = (t: string) => (t.match(/\s+/g) ?? []).length
    console.log(x.padEnd(28), 'marks', readText(b).marks.length, 'letters same', lettersOf(a) === lettersOf(strip), 'same', sq(a) === sq(strip), 'blanks', blanks(a), blanks(strip))
  }
}
