import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** How the sheet lies, in the words of the data set. */
export const SHEET_SHAPES = ['perspective', 'curled', 'fewfold', 'crumpleseasy'] as const
export type SheetBend = (typeof SHEET_SHAPES)[number]

export type SheetLight = 'bright' | 'shadow'

/** Real photographs of printed pages with their originals; see README.md. */
export interface SheetPhotos {
  readonly folder: string
  /** One for each printed page, in order. */
  readonly ids: readonly string[]
}

const REPOSITORY = resolve(import.meta.dirname, '../..')

/** The photographs, or null where they are not: beside the checkout, or where SIGLUM_DATA says. */
export const findSheetPhotos = (): SheetPhotos | null => {
  const data = process.env['SIGLUM_DATA'] ?? join(REPOSITORY, '../shared/data')
  const folder = join(data, 'inv3d-real')
  if (!existsSync(folder)) return null
  const ids = readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'flat_document.pdf')))
    .toSorted()
  return ids.length === 0 ? null : { folder, ids }
}

export const originalOf = ({ folder }: SheetPhotos, id: string): string =>
  join(folder, id, 'flat_document.pdf')

export const photoOf = ({ folder }: SheetPhotos, id: string, bend: SheetBend, light: SheetLight): string =>
  join(folder, id, `photo_${bend}_${light}.jpg`)
