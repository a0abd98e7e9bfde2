import type { Warning } from '../../shared/contract/warning.ts'
import type { DocumentFacts } from './copy-jobs.ts'

/** What will not survive in the copies. */
export const documentWarnings = ({ warnings, standInFonts }: DocumentFacts): Warning[] => [
  ...warnings.map((code) => ({ code })),
  ...(standInFonts.length === 0 ? [] : [{ code: 'fonts-missing' as const, fonts: [...standInFonts] }]),
]
