import { inThrees, LINES, LINES_WORDS, type CorpusCase } from './corpus-case.ts'
import { HELVETICA, onePage, rawPdf } from './raw-pdf.ts'

const TYPE3 =
  '<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[.001 0 0 .001 0 0]/FirstChar 97/LastChar 97' +
  '/Widths[800]/Encoding<</Differences[97/sq]>>/CharProcs<</sq 21 0 R>>/Resources<<>>>>'

const composite = (encoding: string, descendant: string) => ({
  20: `<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/${encoding}/DescendantFonts[21 0 R]>>`,
  21: `<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor 22 0 R${descendant}>>`,
  22: '<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>',
})

const hexUtf16 = (words: string): string => `<${Buffer.from(words, 'utf16le').swap16().toString('hex')}>`

export const FONT_CASES: readonly CorpusCase[] = [
  {
    name: 'Type 3 font',
    bytes: rawPdf({
      1: '<</Type/Catalog/Pages 2 0 R>>',
      2: '<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 400 300]/Resources 5 0 R>>',
      3: '<</Type/Page/Parent 2 0 R/Contents 10 0 R>>',
      4: HELVETICA,
      5: '<</Font<</F1 4 0 R/T 20 0 R>>>>',
      10: { dict: '', data: `BT /T 14 Tf 40 150 Td (aaaaaa) Tj ET ${LINES}` },
      20: TYPE3,
      21: { dict: '', data: '800 0 0 0 700 700 d1 0 0 700 700 re f' },
    }),
    words: [1 + LINES_WORDS],
  },
  {
    name: 'UCS-2 Chinese, font not embedded',
    bytes: onePage({
      content: `BT /C 16 Tf 40 200 Td ${hexUtf16('水务局投资预算报告')} Tj 0 -30 Td ${hexUtf16('第一章 Abc 总则说明')} Tj ET`,
      resources: '/Font<</F1 4 0 R/C 20 0 R>>',
      more: composite('UniGB-UCS2-H', '/DW 1000/W[1 95 500]'),
    }),
    words: ['水务局投资预算报告第一章总则说明'.length + inThrees('Abc')],
  },
  {
    name: 'GBK Chinese, font not embedded',
    bytes: onePage({
      content: 'BT /C 16 Tf 40 200 Td <CBAECEF1BED6 20 41 62 20 CDB6D7CAD4A4> Tj ET',
      resources: '/Font<</C 20 0 R>>',
      more: composite('GBK-EUC-H', '/DW 1000/W[814 939 500 7716 [250]]'),
    }),
    words: ['水务局投资预'.length + inThrees('Ab')],
  },
  {
    name: 'vertical Chinese',
    bytes: onePage({
      content: `BT /C 16 Tf 370 250 Td ${hexUtf16('水务局投')} Tj ET ${LINES}`,
      resources: '/Font<</F1 4 0 R/C 20 0 R>>',
      more: composite('UniGB-UCS2-V', '/DW 1000'),
    }),
    words: [LINES_WORDS],
    warnings: ['text-unmovable'],
  },
  {
    name: 'Hebrew, right to left, beside English',
    bytes: onePage({
      content: `BT /H 14 Tf 40 250 Td (abc, cba.) Tj ET ${LINES}`,
      resources: '/Font<</F1 4 0 R/H 20 0 R>>',
      more: {
        20: '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 21 0 R>>',
        21: {
          dict: '',
          data:
            'begincmap 1 begincodespacerange <00> <ff> endcodespacerange ' +
            '1 beginbfrange <61> <63> <05d0> endbfrange 3 beginbfchar <20> <0020> <2c> <002c> <2e> <002e> endbfchar endcmap',
        },
      },
    }),
    words: [LINES_WORDS + 2],
  },
  {
    name: 'ligature by ActualText in a form that is moved',
    bytes: onePage({
      content: `${LINES} q .5 0 0 -.5 30 100 cm /Fm Do Q`,
      resources: '/Font<</F1 4 0 R>>/XObject<</Fm 20 0 R>>',
      more: {
        20: {
          dict: '/Type/XObject/Subtype/Form/BBox[0 0 300 100]/Resources<</Font<</F1 4 0 R>>>>',
          data: 'BT /F1 40 Tf 1 0 0 -1 20 100 Tm (o) Tj /Span<</ActualText<FEFF00660066>>>BDC (x) Tj EMC (er) Tj ET',
        },
      },
    }),
    words: [LINES_WORDS + inThrees('oxer')],
  },
]
