import { join } from 'node:path'
import { copyLabel } from '../../shared/contract/copy-label.ts'
import type { CopyRow } from '../register/rows.ts'

/** e.g. "3/12", or "3/1 of 2" for a reprint */
export const copyNumber = copyLabel

/** Where a copy is written and checked before it is sealed: hidden, and known from the register alone. */
export const partPath = (folder: string, copyId: string): string => join(folder, `.siglum-${copyId}.part`)

/** Where a sealed copy lies, as far as the register knows. */
export const copyPath = ({ folder, fileName }: CopyRow): string | null =>
  folder === null || fileName === null ? null : join(folder, fileName)
