import type { WarningCode } from '../../../shared/contract/warning.ts'

/** What whoever works should know, for each code that the engine has; plural forms beside the plain ones. */
export const warnings = {
  'was-encrypted': 'The original asks for a password; its copies will not.',
  'signature-broken': 'The original’s digital signature will not validate on the copies.',
  'carries-files':
    'Other files are attached to this PDF. Every copy has them as they are, without a mark: take them out first, if they must not leak.',
  'text-unmovable':
    'Some of the text cannot carry a mark (vertical, drawn or damaged type); it stays as it is.',
  'fonts-missing':
    'The PDF does not carry the fonts of its Chinese text ({{fonts}}). Every reader’s machine shows another face, and shifted words will be read less surely. Better save it again with all fonts embedded, and issue that.',
  'screen-weak': 'A photo of a screen that shows page {{pages}} may not trace: too little is on it.',
  'print-weak':
    'A photo of a print of page {{pages}}, sent through a messenger, may not trace: too little is on it.',
  'text-unread': 'The text of this paper could not be read, so a search for what was retold may not find it.',
  'register-readable':
    'The register is not encrypted: names, titles and traces can be read by whoever has the disk. Keep this folder on an encrypted disk.',
  'pages-more_one': '{{pages}} and {{count}} more',
  'pages-more_other': '{{pages}} and {{count}} more',
} satisfies Record<WarningCode, string> & Record<`pages-more_${'one' | 'other'}`, string>
