import { describe, expect, test } from 'vitest'
import { Failure } from '../../../shared/contract/failure.ts'
import { parseRecipients } from '../../../main/issue/recipients.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)

const problemsOf = (bytes: Uint8Array): readonly string[] => {
  try {
    parseRecipients(bytes)
  } catch (failure) {
    if (failure instanceof Failure && failure.code === 'recipients-invalid') return failure.details
    throw failure
  }
  throw new Error('the list was accepted')
}

const WANG = { name: '王小明', unit: '水务局', id: 'A1', email: 'wang@example.org' }

describe('a list that can be used', () => {
  test.each([
    ['commas', 'name,unit,id,email\n王小明,水务局,A1,wang@example.org\n'],
    ['a byte order mark', '\uFEFFname,unit,id,email\n王小明,水务局,A1,wang@example.org'],
    ['semicolons', 'name;unit;id;email\n王小明;水务局;A1;wang@example.org\n'],
    ['tabs and Windows line ends', 'name\tunit\tid\temail\r\n王小明\t水务局\tA1\twang@example.org\r\n'],
    ['Chinese headers in another order', '工号,姓名,部门,电子邮件\nA1,王小明,水务局,wang@example.org\n'],
    ['capitals and blanks in headers', ' Name , UNIT ,Id,E-Mail\n王小明 ,　水务局,A1,wang@example.org\n'],
    [
      'quotes, blank lines and old Mac line ends',
      'name,unit,id,email\r\r"王小明",水务局,"A1",wang@example.org\r,,,\r',
    ],
  ])('%s', (_, text) => {
    expect(parseRecipients(utf8(text))).toEqual([WANG])
  })

  test('as Chinese Excel saves it', () => {
    // "name,unit\n王小明,水务局\n" by: iconv -t gb18030
    const bytes = Buffer.from('6e616d652c756e69740acdf5d0a1c3f72ccbaecef1bed60a', 'hex')
    expect(parseRecipients(bytes)).toEqual([{ ...WANG, id: '', email: '' }])
  })

  test('as Excel saves "Unicode text"', () => {
    const bytes = Buffer.from('\uFEFF姓名\t单位\n王小明\t水务局\n', 'utf16le')
    expect(parseRecipients(bytes)).toEqual([{ ...WANG, id: '', email: '' }])
  })

  test('a quoted cell keeps its comma, its doubled quotes, and its line break as a blank', () => {
    const [only] = parseRecipients(utf8('name,unit\n"Wang, ""Ming""","Water\nBureau"\n'))
    expect(only).toMatchObject({ name: 'Wang, "Ming"', unit: 'Water Bureau' })
  })

  test('two people of one name are told apart by their ids', () => {
    expect(parseRecipients(utf8('name,unit,id\n王伟,水务局,A1\n王伟,水务局,A2\n'))).toHaveLength(2)
  })

  test('the same name in two units is two people', () => {
    expect(parseRecipients(utf8('name,unit\n王伟,水务局\n王伟,财政局\n'))).toHaveLength(2)
  })
})

describe('a list that cannot be used', () => {
  test('every problem is told by its line, at once and in order', () => {
    const text =
      'name,unit,id,email\n' +
      '王伟,水务局,A1,\n' +
      ',财政局,A2,\n' +
      '李娜,财政局,A1,\n' +
      '赵敏,教育局,,\n' +
      '"赵敏",教育局,A9,\n' +
      '孙丽,卫生局,A7,not an address\n' +
      'Smith, John,Health,A8,\n'
    expect(problemsOf(utf8(text)).map((problem) => /^Line \d+: (.{12})/.exec(problem)?.[0])).toEqual([
      'Line 3: the name is ',
      'Line 4: id "A1" is a',
      'Line 6: "赵敏" of "教育局',
      'Line 7: "not an addr',
      'Line 8: "A8" is not ',
    ])
  })

  test('a decomposed and a composed name are the same', () => {
    expect(problemsOf(utf8('name,unit\nRene\u0301,A\nRen\u00e9,A\n'))).toEqual([
      expect.stringContaining('line 2'),
    ])
  })

  test('a line inside quotes counts as lines do in an editor', () => {
    expect(problemsOf(utf8('name,unit\n"A\nB",x\n,y\n'))).toEqual([expect.stringMatching(/^Line 4:/)])
  })

  test.each([
    ['nothing', '', /empty/],
    ['only a header', 'name,unit\n', /no recipient/],
    ['only blanks below the header', 'name,unit\n , \n\n', /no recipient/],
    ['no name column', 'person,unit\n王伟,x\n', /no column "name"/],
    ['an open quote', 'name,unit\n"王伟,x\n', /well-formed/],
    ['a cell too long', `name\n${'王'.repeat(201)}\n`, /longer than 200/],
    ['binary', 'PK\u0003\u0004\0\0name', /not text/],
  ])('%s', (_, text, reason) => {
    expect(problemsOf(utf8(text)).join()).toMatch(reason)
  })

  test('bytes of no encoding', () => {
    expect(problemsOf(Buffer.from('6e616d650aff80ff80ff', 'hex')).join()).toMatch(/neither UTF-8 nor GB18030/)
  })

  test('more than ten thousand', () => {
    const rows = Array.from({ length: 10_001 }, (_, i) => `P${i},U,${i}`)
    expect(problemsOf(utf8(`name,unit,id\n${rows.join('\n')}\n`)).join()).toMatch(/10001 recipients/)
  })
})
