import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import writeXlsx from 'write-excel-file/node'
import { readPeople, readPeopleText, requireRecipients } from '../../../main/issue/recipients.ts'
import { spreadsheetRows } from '../../../main/issue/spreadsheet-rows.ts'

const invalid = expect.objectContaining({ code: 'recipients-invalid' })

const xlsx = async (rows: readonly (readonly (string | number | null)[])[]): Promise<Uint8Array> => {
  const cells = rows.map((row) =>
    row.map((value) =>
      value === null
        ? null
        : { value, type: typeof value === 'number' ? (Number as NumberConstructor) : String },
    ),
  )
  const made: unknown = await writeXlsx(cells).toBuffer()
  if (!(made instanceof Uint8Array)) throw new TypeError('no workbook')
  return made
}

/** A workbook with the least that a reader may count on. */
const bare = (sheet: string, more: Record<string, string> = {}): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries({ 'xl/worksheets/sheet1.xml': sheet, ...more }).map(([name, text]) => [
        name,
        strToU8(text),
      ]),
    ),
  )

describe('people pasted from a spreadsheet', () => {
  it('are told by their heading, in any order', () => {
    const { recipients, problems } = readPeopleText(
      '编号\t单位\t姓名\nA-1\t水务局\t陈立群\nA-2\t财政局\t王雅琴\n',
    )
    expect(problems).toEqual([])
    expect(recipients).toEqual([
      { name: '陈立群', unit: '水务局', id: 'A-1', email: '' },
      { name: '王雅琴', unit: '财政局', id: 'A-2', email: '' },
    ])
  })

  it('are told by the look of the cells where there is no heading', () => {
    const { recipients } = readPeopleText(
      'a.y@x.example\tSJ-0312\t孙晓峰\t设计院\nb@x.example\tLJ-7\tJean-Luc Moreau\tCrédit\n',
    )
    expect(recipients[0]).toEqual({ name: '孙晓峰', unit: '设计院', id: 'SJ-0312', email: 'a.y@x.example' })
    expect(recipients[1]).toMatchObject({ name: 'Jean-Luc Moreau', id: 'LJ-7' })
  })

  it('may be names alone', () => {
    expect(readPeopleText('陈立群\r\n王雅琴\r\n').recipients.map(({ name }) => name)).toEqual([
      '陈立群',
      '王雅琴',
    ])
  })

  it('are all given back, with what is wrong of each', () => {
    const { recipients, problems } = readPeopleText('name,id\nA,1\nB,1\n,3\n')
    expect(recipients).toHaveLength(3)
    expect(problems).toEqual(['Line 3: id "1" is already on line 2.', 'Line 4: the name is empty.'])
  })

  it('are refused where there are none', () => {
    expect(() => readPeopleText('')).toThrow(invalid)
    expect(() => readPeopleText('name,unit\n')).toThrow(invalid)
    expect(() => requireRecipients([])).toThrow(invalid)
  })

  it('are tidied and held to the same law wherever they come from', () => {
    const person = { name: ' 陈\u3000立群 ', unit: '', id: '', email: '' }
    expect(requireRecipients([person])[0].name).toBe('陈 立群')
    expect(() => requireRecipients([person, person])).toThrow(invalid)
    expect(() => requireRecipients(Array.from({ length: 10_001 }, () => person))).toThrow(invalid)
  })
})

describe('people of an XLSX', () => {
  it('are read as another program wrote them', async () => {
    const bytes = await xlsx([
      ['姓名', '单位', '编号', null],
      ['陈立群 & "孙"', '<水务局>', 'GZ-0017', null],
      ['Søren', null, 231, null],
    ])
    const { recipients, problems } = readPeople(spreadsheetRows(bytes))
    expect(problems).toEqual([])
    expect(recipients).toEqual([
      { name: '陈立群 & "孙"', unit: '<水务局>', id: 'GZ-0017', email: '' },
      { name: 'Søren', unit: '', id: '231', email: '' },
    ])
  })

  it('are read with prefixes, rich text, readings, inline texts, gaps and long numbers', () => {
    const rows = spreadsheetRows(
      bare(
        `<x:worksheet><x:sheetData><x:row r="3"><x:c r="A3" t="s"><x:v>0</x:v></x:c><x:c r="C3" t="inlineStr"><x:is><x:t>b&#x4E2D;&amp;</x:t></x:is></x:c>` +
          `<x:c r="D3"><x:v>1.10101199001E+14</x:v></x:c><x:c r="E3" t="b"/></x:row><x:row/></x:sheetData></x:worksheet>`,
        {
          'xl/sharedStrings.xml':
            '<sst><si><r><t>陈</t></r><r><t>立群</t></r><rPh sb="0" eb="1"><t>chen</t></rPh></si></sst>',
        },
      ),
    )
    expect(rows).toEqual([{ line: 3, cells: ['陈立群', '', 'b中&', '110101199001000', ''] }])
  })

  it('are those of the workbook’s first sheet, whatever its file is called', () => {
    const rows = spreadsheetRows(
      bare('<worksheet><row><c t="str"><v>wrong</v></c></row></worksheet>', {
        'xl/workbook.xml':
          '<workbook><sheets><sheet name="one" sheetId="7" r:id="rId9"/></sheets></workbook>',
        'xl/_rels/workbook.xml.rels': '<R><Relationship Id="rId9" Target="worksheets/other.xml"/></R>',
        'xl/worksheets/other.xml': '<worksheet><row><c t="str"><v>right</v></c></row></worksheet>',
      }),
    )
    expect(rows).toEqual([{ line: 1, cells: ['right'] }])
  })

  it('are refused, in words, where the file is damaged or means harm', () => {
    expect(() => spreadsheetRows(strToU8('PK\u0003\u0004 no'))).toThrow(invalid)
    expect(() => spreadsheetRows(zipSync({}))).toThrow(invalid)
    const bomb = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(65 * 1024 * 1024) }, { level: 9 })
    expect(() => spreadsheetRows(bomb)).toThrow(invalid)
    const began = performance.now()
    for (const piece of ['<row><c>', '<c r="A1" ', '&#x', '<row', '<rPh '])
      expect(spreadsheetRows(bare(`<worksheet>${piece.repeat(100_000)}</worksheet>`))).toBeDefined()
    expect(performance.now() - began).toBeLessThan(5000)
  })
})
