import writeExcelFile from 'write-excel-file/node'
import type { CellObject } from 'write-excel-file/node'
import { headingText } from './export-column.ts'
import type { Cell, ExportColumn, ExportRow } from './export-column.ts'
import { statementLines } from './statement.ts'
import type { Statement } from './statement.ts'

const FACE = { fontFamily: 'Microsoft YaHei', fontSize: 10 } as const

/** In the sheet's own types, so that days sort as days and numbers add up; text is text, whatever it begins with. */
const typed = (cell: Cell | undefined, kind: ExportColumn['kind']): CellObject | null => {
  if (cell === null || cell === undefined || cell === '') return null
  if (kind === 'number') return { value: Number(cell), type: Number }
  if (kind === 'boolean') return { value: cell === true, type: Boolean }
  if (kind === 'day')
    return { value: new Date(`${String(cell)}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' }
  if (kind === 'time') return { value: new Date(String(cell)), type: Date, format: 'yyyy-mm-dd hh:mm' }
  return { value: String(cell), type: String, format: '@' }
}

/** 0 is A, 26 is AA. */
const letters = (index: number): string =>
  (index >= 26 ? letters(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26))

type Options = NonNullable<Parameters<typeof writeExcelFile>[1]>
type Feature = NonNullable<Options['features']>[number]

/** The library writes no filters. ECMA-376 part 1, 18.3.1.99: `autoFilter` comes after `sheetData` and its like. */
const filterOn = (columns: number, rows: number): Feature => ({
  files: {
    transform: {
      'xl/worksheets/sheet{id}.xml': {
        transform: (xml, _options, { sheetIndex }) =>
          sheetIndex === 0
            ? xml.replace(
                '</sheetData>',
                `</sheetData><autoFilter ref="A1:${letters(columns - 1)}${rows + 1}"/>`,
              )
            : xml,
      },
    },
  },
})

const heading = (value: string): CellObject => ({
  value,
  type: String,
  fontWeight: 'bold',
  backgroundColor: '#E8ECF3',
  wrap: true,
  alignVertical: 'center',
})

/** A sheet of the rows, header frozen and filtered, and a sheet that says what they are. */
export const xlsxFile = (
  columns: readonly ExportColumn[],
  rows: readonly ExportRow[],
  statement: Statement,
): Promise<Uint8Array> => {
  const data = [
    columns.map((column) => heading(headingText(column))),
    ...rows.map((row) => columns.map(({ key, kind }) => typed(row[key], kind))),
  ]
  const said = [
    ...statementLines(statement),
    ['检查点 Checkpoint', statement.checkpoint.trimEnd()] as const,
  ].map(([label, value]) => [
    heading(label),
    { value, type: String, wrap: true, alignVertical: 'top' as const, format: '@' },
  ])
  return writeExcelFile(
    [
      {
        data,
        sheet: '登记 Register',
        columns: columns.map(({ width }) => ({ width })),
        stickyRowsCount: 1,
      },
      { data: said, sheet: '说明 Statement', columns: [{ width: 30 }, { width: 90 }] },
    ],
    { ...FACE, features: [filterOn(columns.length, rows.length)] },
  ).toBuffer()
}
