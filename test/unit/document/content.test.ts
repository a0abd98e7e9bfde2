import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readOperations } from '../../../main/document/content-tokens.ts'
import type { Operand } from '../../../main/document/operand.ts'
import { parseCMap, rangeLookup } from '../../../main/document/parse-cmap.ts'
import { predefinedCMap } from '../../../main/document/predefined-cmaps.ts'

const plain = (operand: Operand): unknown => {
  if (operand.kind === 'string') return Buffer.from(operand.bytes).toString('latin1')
  if (operand.kind === 'array') return operand.items.map(plain)
  if (operand.kind === 'dict')
    return Object.fromEntries([...operand.entries].map(([key, value]) => [key, plain(value)]))
  if (operand.kind === 'name') return `/${operand.value}`
  return operand.kind === 'number' ? operand.value : null
}

const read = (content: string): unknown[] =>
  [...readOperations(Buffer.from(content, 'latin1'))].map(({ operator, operands }) => [
    operator,
    ...operands.map(plain),
  ])

describe('content is split into operations', () => {
  test('strings with nesting, escapes, line ends and octal codes', () => {
    expect(read('(a(b)c) (\\)\\(\\\\) (x\\\ny) (a\r\nb) (\\1012\\7) Tj')).toEqual([
      ['Tj', 'a(b)c', ')(\\', 'xy', 'a\nb', 'A2\x07'],
    ])
  })

  test('hexadecimal strings with blanks and an odd digit', () => {
    expect(read('<48 65 6C6c6F7> Tj')).toEqual([['Tj', 'Hellop']])
  })

  test('numbers as viewers take them', () => {
    expect(read('1 -2 +3 .5 -.5 4. --5 1.2.3 - n')).toEqual([['n', 1, -2, 3, 0.5, -0.5, 4, -5, 1.2, 0]])
  })

  test('names, dictionaries and comments', () => {
    expect(read('/A#20B <</K [1 (x)] /L <</M /N>> >> BDC % (no) Tj\nEMC')).toEqual([
      ['BDC', '/A B', { K: [1, 'x'], L: { M: '/N' } }],
      ['EMC'],
    ])
  })

  test('operators that touch what follows', () => {
    expect(read('T*(a)Tj[(b)-1]TJ/F1 2 Tf')).toEqual([
      ['T*'],
      ['Tj', 'a'],
      ['TJ', ['b', -1]],
      ['Tf', '/F1', 2],
    ])
  })

  test('ranges tile the content, so that copying them copies all', () => {
    const content = ' q 1 0 0 1 0 0 cm\n(a) Tj Q '
    const ranges = [...readOperations(Buffer.from(content))].map(({ start, end }) =>
      content.slice(start, end),
    )
    expect(ranges).toEqual(['q', '1 0 0 1 0 0 cm', '(a) Tj', 'Q'])
  })

  test.for([
    ['no filter, EI among the data', 'BI /W 4 /H 2 /BPC 8 /CS /G ID EI EI EI EI Q', ['BI', 'Q']],
    [
      'filter, EI followed by bytes that are no text',
      'BI /W 9 /H 9 /F /Fl ID xx EI \x01\x02\x80 EI\nQ',
      ['BI', 'Q'],
    ],
    ['never ends', 'q BI /W 1 /H 1 ID abc', ['q', 'BI']],
  ] as const)('inline image: %s', ([, content, operators]) => {
    expect(read(content).map((operation) => (operation as string[])[0])).toEqual(operators)
  })
})

describe('CMaps', () => {
  const cmap = parseCMap(
    Buffer.from(
      '/WMode 1 def 1 begincodespacerange <00> <80> <8140> <fefe> endcodespacerange ' +
        '2 beginbfchar <01> <0020> <02> <D840DC0B> endbfchar ' +
        '2 beginbfrange <0010> <0012> <4e00> <0020> <0021> [<0041> <0042>] endbfrange ' +
        '1 begincidrange <8140> <8150> 500 endcidrange',
    ),
  )

  test('code spaces, direction', () => {
    expect(cmap.vertical).toBe(true)
    expect(cmap.codeSpaces).toEqual([
      { bytes: 1, low: 0, high: 0x80 },
      { bytes: 2, low: 0x8140, high: 0xfefe },
    ])
  })

  test('characters, ranges, lists and surrogates', () => {
    const unicode = rangeLookup(cmap.unicodes)
    expect([
      unicode(1, 1),
      unicode(2, 1),
      unicode(0x11, 2),
      unicode(0x21, 2),
      unicode(0x13, 2),
      unicode(0x11, 1),
    ]).toEqual([0x20, 0x2000b, 0x4e01, 0x42, -1, -1])
    expect(rangeLookup(cmap.cids)(0x8142, 2)).toBe(502)
  })

  // poppler-data holds Adobe's own files.
  const ADOBE = '/usr/share/poppler/cMap/Adobe-'
  const hasAdobe = existsSync(`${ADOBE}GB1`)
  if (!hasAdobe)
    console.warn("SKIPPED: poppler-data is not installed; predefined CMaps are not compared to Adobe's")

  test.runIf(hasAdobe).for([
    ['GB1', 'GBK-EUC-H GBKp-EUC-H GBK2K-H GB-EUC-H GBpc-EUC-H UniGB-UCS2-H UniGB-UTF16-H'],
    ['CNS1', 'ETen-B5-H ETenms-B5-H B5pc-H HKscs-B5-H UniCNS-UTF16-H'],
    ['Korea1', 'KSC-EUC-H KSCpc-EUC-H KSCms-UHC-H KSCms-UHC-HW-H UniKS-UTF16-H'],
    ['Japan1', '90ms-RKSJ-H 90msp-RKSJ-H 90pv-RKSJ-H 83pv-RKSJ-H Ext-RKSJ-H Add-RKSJ-H UniJIS-UCS2-HW-H'],
  ] as const)('predefined ones give ASCII the CIDs that Adobe does: %s', ([collection, names]) => {
    for (const name of names.split(' ')) {
      const ours = predefinedCMap(name)
      const adobes = rangeLookup(parseCMap(readFileSync(`${ADOBE}${collection}/${name}`)).cids)
      const bytes = ours?.unicode ? 2 : 1
      expect([ours?.spaceCid, ours?.firstCid, (ours?.firstCid ?? 0) + 0x39], name).toEqual([
        adobes(0x20, bytes),
        adobes(0x21, bytes),
        adobes(0x5a, bytes),
      ])
    }
  })
})
