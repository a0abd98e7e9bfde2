import type { Said } from '../../shared/contract/said.ts'

export type Cell = string | number | boolean | null
/** One row of a list that goes out, by the keys of its columns. */
export type ExportRow = Readonly<Record<string, Cell>>

export interface ExportColumn {
  readonly key: string
  readonly heading: Said
  /** `day` is YYYY-MM-DD, `time` ISO 8601 in UTC. */
  readonly kind: 'text' | 'number' | 'boolean' | 'day' | 'time'
  /** In characters of a spreadsheet; a Chinese one takes two. */
  readonly width: number
}

export const headingText = ({ heading: { en, zh } }: ExportColumn): string => `${zh} ${en}`
