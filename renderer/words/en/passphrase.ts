export const passphrase = {
  new: 'Passphrase',
  again: 'Passphrase once more',
  hint: 'Four or more words that do not belong together are strong and easy to remember.',
  differs: 'This is not the same.',
  'is-weak': 'Too easy to guess. Make it longer.',
  'is-fair': 'Fair: it holds off casual guessing. A word more would make it good.',
  'is-good': 'Good.',
  'is-strong': 'Strong.',
  'recovery-key': 'Recovery key',
  'recovery-why':
    'This key opens the vault when a passphrase is forgotten. Print it, or save the sheet and print it elsewhere, and keep it in a safe, away from this computer.',
  'recovery-once':
    'It is shown this once. Nobody can show it again, nor open the vault without it or a passphrase.',
  'recovery-sheet': 'Save the sheet to print',
  'recovery-confirm': 'Type the last group of the key',
  'recovery-confirm-why': 'From the paper, so that you know you have it.',
  'recovery-done': 'I have it. Go on',
}
