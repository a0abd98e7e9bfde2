import type { Warning } from '../../shared/contract/warning.ts'
import { pagesInWords } from './table.ts'

/** A warning in a line. */
export const sayWarning = (warning: Warning): string => {
  switch (warning.code) {
    case 'was-encrypted':
      return 'The original asks for a password; its copies will not.'
    case 'signature-broken':
      return "The original's digital signature will not validate on the copies."
    case 'carries-files':
      return 'Other files are attached to this PDF. Every copy has them as they are, without a mark: take them out first, if they must not leak.'
    case 'text-unmovable':
      return 'Some of the text cannot carry a mark (vertical, drawn or damaged type); it stays as it is.'
    case 'fonts-missing':
      return (
        `The PDF does not carry the fonts of its Chinese text (${warning.fonts.join(', ')}), so every reader's machine ` +
        'shows another face, and shifted words will be read less surely. Better save it again with "embed all fonts" and issue that.'
      )
    case 'screen-weak':
      return `A photo of a screen that shows ${pagesInWords(warning.pages)} may not trace: too little is on it.`
    case 'print-weak':
      return `A photo of a print of ${pagesInWords(warning.pages)}, sent through a messenger, may not trace: too little is on it.`
    case 'text-unread':
      return 'The text of this paper could not be read, so a search for what was retold may not find it.'
    case 'register-readable':
      return (
        'Names, titles and traces lie unencrypted in register.sqlite: whoever has the disk can read them. ' +
        "Keep the vault's folder on an encrypted disk."
      )
  }
}
