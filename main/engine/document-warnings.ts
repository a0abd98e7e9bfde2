import type { DocumentWarning } from '../document/document.ts'
import type { DocumentFacts } from './copy-jobs.ts'

const WARNINGS: Readonly<Record<DocumentWarning, string>> = {
  'was-encrypted': 'The original asks for a password; its copies will not.',
  'signature-broken': "The original's digital signature will not validate on the copies.",
  'text-unmovable':
    'Some of the text cannot carry a mark (vertical, drawn or damaged type); it stays as it is.',
}

/** What will not survive in the copies, in words. */
export const documentWarnings = ({ warnings, standInFonts }: DocumentFacts): string[] => [
  ...warnings.map((warning) => WARNINGS[warning]),
  ...(standInFonts.length === 0
    ? []
    : [
        `The PDF does not carry the fonts of its Chinese text (${standInFonts.join(', ')}), so every reader's machine ` +
          'shows another face, and shifted words will be read less surely. Better save it again with "embed all fonts" and issue that.',
      ]),
]
