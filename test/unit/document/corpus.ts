/** Small PDFs, each with one thing that trips up editors of text positions. */
import { inThrees, LINES, LINES_WORDS, page, text, type CorpusCase } from './corpus-case.ts'
import { FONT_CASES } from './corpus-fonts.ts'
import { HELVETICA, onePage, rawPdf } from './raw-pdf.ts'

const operators: readonly CorpusCase[] = [
  text('Tj', LINES, LINES_WORDS),
  text(
    'TJ with kerning',
    'BT /F1 20 Tf 40 200 Td [(W)80(ater )-20(A)70(V)60(A) -700 (gap)]TJ ET',
    inThrees('Water AVA gap'),
  ),
  text(
    'quote operators',
    `BT /F1 12 Tf 20 TL 40 250 Td (first) Tj (one two) ' 3 1 (three four) " (five six) ' ET`,
    // The second string sets characters a twelfth of an em apart: such words stay whole.
    inThrees('first one two') + 'three four five six'.split(' ').length,
  ),
  text(
    'TD, T* and Tm',
    'BT /F1 12 Tf 40 250 Td 0 -18 TD (one two) Tj T* (three) Tj 1 0 0 1 200 100 Tm (four) Tj ET',
    inThrees('one two three four'),
  ),
  text(
    'spacing and scale',
    'BT /F1 12 Tf 0.7 Tc 4 Tw 80 Tz 40 250 Td (spread out text) Tj 130 Tz 0 -30 Td (and wide) Tj ET',
    // 0.047 em apart, then 0.076.
    inThrees('spread out text') + 'and wide'.split(' ').length,
  ),
  text(
    'text rise',
    'BT /F1 12 Tf 40 250 Td (base) Tj 6 Ts ( raised word) Tj -3.5 Ts ( sunk) Tj 0 Ts ( level) Tj ET',
    inThrees('base raised word sunk level'),
  ),
  text(
    'a glyph an operator',
    'BT /F1 12 Tf 40 250 Td (a) Tj 6.67 0 Td (b) Tj 6.67 0 Td (c) Tj 30 0 Td (d) Tj 6.67 0 Td (e) Tj ET',
    2,
  ),
  text(
    'octal, hex and escapes',
    'BT /F1 12 Tf 40 250 Td (a\\(b\\)c\\\\ \\101\\102 x\\\ny) Tj <48656C6C6F 20 576F726C64> Tj ET',
    inThrees('a(b)c\\ AB xyHello World'),
  ),
  text('negative font size', 'BT /F1 -12 Tf 1 0 0 1 300 200 Tm (upside down) Tj ET', inThrees('upside down')),
  text(
    'unit font size',
    'BT /F1 1 Tf 13.5 0 0 13.5 40 200 Tm (scaled by matrix) Tj ET',
    inThrees('scaled by matrix'),
  ),
  text(
    'text drawn twice',
    'BT /F1 18 Tf 40 200 Td (bold look) Tj 0.3 0 Td (bold look) Tj ET',
    inThrees('bold look'),
  ),
  text(
    'invisible text',
    'BT /F1 18 Tf 3 Tr 40 200 Td (unseen layer) Tj 0 Tr 0 -30 Td (seen) Tj ET',
    inThrees('seen'),
  ),
  text('text off the page', 'BT /F1 18 Tf 40 200 Td (seen) Tj 900 0 Td (far away) Tj ET', inThrees('seen')),
  text(
    'inline image',
    `q 10 0 0 10 40 40 cm BI /W 8 /H 8 /BPC 8 /CS /G ID ${'a EI \x80\xff\x01b'.repeat(8)} EI Q ${LINES}`,
    LINES_WORDS,
  ),
  text(
    'filtered inline image',
    `q 10 0 0 10 40 40 cm BI /W 2 /H 2 /BPC 8 /CS /G /F /AHx ID 00 EI80 ff40> EI Q ${LINES}`,
    LINES_WORDS,
  ),
  text('names and comments', `% (not text) Tj\n/Span <</MCID 0 /Lang (en) >> BDC ${LINES} EMC`, LINES_WORDS),
]

const frames: readonly CorpusCase[] = [
  ...[90, 180, 270, -90, 450].map((turn) => page(`Rotate ${turn}`, { page: `/Rotate ${turn}` })),
  page('offset crop box', { page: '/CropBox[20 30 320 280]' }),
  page('crop box and rotation', { page: '/CropBox[20 30 320 280]/Rotate 90' }),
  page('media box away from the origin', { box: '-100 -50 300 250' }),
  page('media box upside down', { box: '400 300 0 0' }),
  page('crop box beyond the media box', { page: '/CropBox[-50 -50 900 900]' }),
  page('UserUnit', { page: '/UserUnit 2.5' }),
  page('UserUnit, crop and rotation', { page: '/UserUnit 0.5/CropBox[20 30 320 280]/Rotate 270' }),
  text(
    'flipped user space',
    '1 0 0 -1 0 300 cm BT /F1 14 Tf 1 0 0 -1 40 100 Tm (right way up) Tj ET',
    inThrees('right way up'),
  ),
  text(
    'mirrored text',
    '-1 0 0 1 400 0 cm BT /F1 14 Tf 40 200 Td (seen in a mirror) Tj ET',
    inThrees('seen in a mirror'),
  ),
  text(
    'scaled user space',
    '0.05 0 0 0.05 0 0 cm BT /F1 280 Tf 800 4000 Td (tiny units) Tj ET',
    inThrees('tiny units'),
  ),
  text(
    'rotated and sheared',
    'BT /F1 14 Tf 0.866 0.5 -0.5 0.866 80 60 Tm (thirty degrees) Tj 1 0 0.4 1 40 250 Tm (slanted text) Tj ET',
    inThrees('thirty degrees slanted text'),
  ),
  text(
    'uneven scale',
    '2 0 0 0.7 0 0 cm BT /F1 14 Tf 10 200 Td (wide and low) Tj ET',
    inThrees('wide and low'),
  ),
]

const broken: readonly CorpusCase[] = [
  text('state left behind', `q 0 0 400 150 re W n 1 0 0 -1 0 300 cm q 2 0 0 2 0 0 cm`, 0),
  text('too many Q', `Q Q q ${LINES} Q Q Q 1 0 0 -1 0 300 cm`, LINES_WORDS),
  text('unclosed text object', `0.5 0 0 0.5 0 0 cm /Span BMC ${LINES.slice(0, -3)}`, LINES_WORDS),
  text('cut off in a string', `${LINES} BT /F1 12 Tf (never en`, LINES_WORDS),
  text(
    'operands of the wrong kind',
    `BT /F1 14 Tf (x) Td /N Tj 40 200 Td (fine) Tj 3 Tj [(also) /x null (fine)] TJ Tf Tm ET`,
    inThrees('finealsofine'),
  ),
  {
    name: 'split in mid-operator',
    bytes: onePage({
      content: ['BT /F1 14 Tf 40', '200 Td [(split', ') -500 (here)]', 'TJ', 'ET'].map((part, i) =>
        i === 1 ? '200 Td [(split)' : i === 2 ? '-500 (here)]' : part,
      ),
    }),
    words: [inThrees('split here')],
  },
  page('no resources', { content: '0.5 g 50 50 100 100 re f', resources: '' }, 0),
]

const form = (content: string, resources: string, matrix = '') => ({
  dict: `/Type/XObject/Subtype/Form/BBox[0 0 400 300]${matrix}${resources}`,
  data: content,
})
const FORM_FONT = '/Resources<</Font<</F1 4 0 R>>>>'

const forms: readonly CorpusCase[] = [
  page(
    'form drawn twice',
    {
      content: `${LINES} /Fm Do q 1 0 0 1 0 -60 cm 0.8 0 0 0.8 0 0 cm /Fm Do Q`,
      resources: '/XObject<</Fm 20 0 R>>',
      more: {
        20: form('BT /F1 10 Tf 60 120 Td (inside the form) Tj ET', FORM_FONT, '/Matrix[1 0 0 1 10 5]'),
      },
    },
    LINES_WORDS + 2 * inThrees('inside the form'),
  ),
  page(
    'nested forms, one without resources',
    {
      content: '/Outer Do',
      resources: '/XObject<</Outer 20 0 R/Inner 21 0 R>>',
      more: {
        20: form('BT /F1 10 Tf 60 120 Td (outer) Tj ET q 0 1 -1 0 200 0 cm /Inner Do Q', ''),
        21: form('BT /F1 10 Tf 60 120 Td (inner text) Tj ET', FORM_FONT),
      },
    },
    inThrees('outer inner text'),
  ),
  page(
    'form with a font and a line width that only it refers to',
    {
      content: `${LINES} /Fm Do`,
      resources: '/XObject<</Fm 20 0 R>>',
      more: {
        20: form(
          'q /Wide gs 60 60 50 50 re S Q BT /Own 10 Tf 60 120 Td (sealed) Tj ET',
          '/Resources<</Font<</Own 21 0 R>>/ExtGState<</Wide 22 0 R>>>>',
        ),
        21: HELVETICA,
        22: '<</Type/ExtGState/LW 8>>',
      },
    },
    LINES_WORDS + inThrees('sealed'),
  ),
  page('form that draws itself', {
    content: `${LINES} /Fm Do`,
    resources: '/XObject<</Fm 20 0 R>>',
    more: { 20: form('0 0 1 rg /Fm Do', '/Resources<</XObject<</Fm 20 0 R>>>>') },
  }),
]

const state: readonly CorpusCase[] = [
  page(
    'font set by gs',
    {
      content: 'BT /G gs 40 200 Td (by graphics state) Tj ET',
      resources: '/ExtGState<</G<</Font[4 0 R 15]>>>>',
    },
    inThrees('by graphics state'),
  ),
  page(
    'hidden layer',
    {
      content: `/OC /Off BDC ${LINES} EMC /OC /On BDC BT /F1 12 Tf 40 100 Td (shown) Tj ET EMC`,
      resources: '/Properties<</Off 20 0 R/On 21 0 R>>',
      catalog: '/OCProperties<</OCGs[20 0 R 21 0 R]/D<</OFF[20 0 R]>>>>',
      more: { 20: '<</Type/OCG/Name(off)>>', 21: '<</Type/OCG/Name(on)>>' },
    },
    inThrees('shown'),
  ),
]

const kid = (n: number, parent: number, extra = '') =>
  `<</Type/Page/Parent ${parent} 0 R/Contents ${n} 0 R${extra}>>`

const trees: readonly CorpusCase[] = [
  {
    name: 'pages of many sizes in a tree, one of them listed twice',
    bytes: rawPdf({
      1: '<</Type/Catalog/Pages 2 0 R>>',
      2: '<</Type/Pages/Kids[3 0 R 6 0 R 3 0 R]/Count 4/MediaBox[0 0 400 300]/Resources 5 0 R/Rotate 90>>',
      3: kid(10, 2),
      4: HELVETICA,
      5: '<</Font<</F1 4 0 R>>/XObject<</Fm 20 0 R>>>>',
      6: '<</Type/Pages/Parent 2 0 R/Kids[7 0 R 8 0 R]/Count 2/MediaBox[0 0 600 500]/Rotate 0>>',
      7: kid(10, 6, '/MediaBox[0 0 700 400]'),
      8: kid(11, 6),
      10: { dict: '', data: LINES },
      11: { dict: '', data: `${LINES} /Fm Do` },
      20: form('BT /F1 10 Tf 60 120 Td (shared form) Tj ET', FORM_FONT),
    }),
    words: [LINES_WORDS, LINES_WORDS, LINES_WORDS + inThrees('shared form'), LINES_WORDS],
  },
]

export const CORPUS: readonly CorpusCase[] = [
  ...operators,
  ...frames,
  ...broken,
  ...forms,
  ...state,
  ...FONT_CASES,
  ...trees,
]
