import type { FailureCode } from '../../../shared/contract/failure.ts'

/** What happened, and what to do about it, for each code a failure can have. */
export const errors = {
  usage: {
    title: 'This could not be done as asked',
    do: 'Check what you entered. The details say what was wrong with it.',
  },
  cancelled: { title: 'Cancelled', do: 'Nothing more was written. Start again whenever you like.' },
  'file-not-found': { title: 'The file is not there', do: 'It may have been moved. Choose it again.' },
  'file-unreadable': {
    title: 'The file cannot be read',
    do: 'Check that it is the right file, that you may open it, and that no other program holds it; then try again.',
  },
  'file-unwritable': {
    title: 'Nothing could be written there',
    do: 'Choose another folder, or ask for the right to write to this one.',
  },
  'disk-full': { title: 'The disk is full', do: 'Free some space, then do it again. Nothing is lost.' },
  'vault-exists': {
    title: 'There is a vault here already',
    do: 'Open it, or choose another folder for the new one.',
  },
  'vault-missing': {
    title: 'There is no vault in this folder',
    do: 'Choose the folder in which the vault was made.',
  },
  'vault-in-use': {
    title: 'The vault is open elsewhere',
    do: 'Close it in the other window or program, then try again.',
  },
  'vault-newer': { title: 'A newer Siglum made this vault', do: 'Update Siglum, then open it.' },
  'vault-damaged': {
    title: 'The vault is damaged',
    do: 'Restore it from a backup. Change nothing in its folder until then.',
  },
  'passphrase-wrong': {
    title: 'That is not the passphrase',
    do: 'Check the keyboard layout and capitals. If it is forgotten, use the recovery key.',
  },
  'passphrase-weak': {
    title: 'This passphrase is too easy to guess',
    do: 'Take four or more words that do not belong together, or twelve characters of all kinds.',
  },
  'recovery-key-wrong': {
    title: 'That is not this vault’s recovery key',
    do: 'Type it from the printed sheet. Dashes and small letters do not matter.',
  },
  'not-permitted': {
    title: 'Your role does not allow this',
    do: 'Ask a custodian of this vault to do it.',
  },
  'vault-locked': {
    title: 'The vault has locked itself',
    do: 'Open it again with your passphrase, then go on.',
  },
  'recipients-invalid': {
    title: 'The list of recipients cannot be used as it is',
    do: 'Mend the lines named in the details.',
  },
  'name-undrawable': {
    title: 'A name has a character that cannot be drawn',
    do: 'Write the name named in the details with other characters.',
  },
  'document-broken': {
    title: 'This is not a PDF that can be opened',
    do: 'Open it in the program that made it and save it as PDF again.',
  },
  'document-encrypted': { title: 'The PDF wants a password', do: 'Enter the password it was locked with.' },
  'document-too-large': {
    title: 'The paper is too large',
    do: 'Divide it into parts and issue each by itself.',
  },
  'document-unmarkable': {
    title: 'A place of the paper cannot carry its mark',
    do: 'The details say where. A page without anything on it wants some text, or goes; a wording that does not fit is unticked.',
  },
  'document-unrenderable': {
    title: 'A page cannot be shown truly',
    do: 'Most often a font is missing in it. Save the PDF again with all fonts embedded.',
  },
  'copy-failed-check': {
    title: 'A copy did not pass its check',
    do: 'It was not released, and the copies before it are good. Try again; if it stays so, report it with the details.',
  },
  'picture-unreadable': {
    title: 'The picture cannot be read',
    do: 'Open it elsewhere and save it as PNG or JPEG.',
  },
  'picture-too-large': { title: 'The picture is too large', do: 'Save it at under 200 million pixels.' },
  'register-altered': {
    title: 'The register was altered',
    do: 'Do not go on. Keep the folder as it is and have it looked into; the details say where.',
  },
  'checkpoint-invalid': {
    title: 'This is not a checkpoint of a register',
    do: 'Give the whole text of it, from the first line to the last signature.',
  },
  'proof-invalid': { title: 'The proof does not hold', do: 'Ask for it again from whoever made it.' },
  'backup-damaged': { title: 'The backup is damaged', do: 'Use an older one, and make a new one soon.' },
  'not-found': {
    title: 'The register has nothing by that name',
    do: 'Check the number or code and search again.',
  },
  'code-mistyped': {
    title: 'A code was mistyped',
    do: 'Its check character does not fit. Compare it with the paper.',
  },
  'step-refused': {
    title: 'The copy’s history does not allow this',
    do: 'The details say what must be recorded first.',
  },
  'bundle-invalid': {
    title: 'This is not an evidence bundle, or it was changed',
    do: 'Ask for it again from whoever made it.',
  },
  internal: {
    title: 'Something went wrong in Siglum itself',
    do: 'What was finished is safe. Try again; if it stays so, report it with the details.',
  },
} satisfies Record<FailureCode, { title: string; do: string }>
