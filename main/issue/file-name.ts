/** Together with ".pdf" well below the 255 bytes that ext4, APFS and NTFS (in UTF-16 units) allow one name. */
const MOST_BYTES = 200
const MOST_NAME_BYTES = 60

interface FileNameParts {
  readonly number: number
  readonly of: number
  readonly sub?: number
  readonly subOf?: number
  readonly recipient: string
  readonly title: string
}

/**
 * e.g. "003 of 012 - 王小明 - Water supply plan.pdf". Sorts by number, shows for whom, and is safe on Windows,
 * macOS and Linux; unique in an issuance because the numbers are (also where case is folded).
 */
export const copyFileName = ({ number, of, sub = 0, subOf = 0, recipient, title }: FileNameParts): string => {
  const digits = Math.max(3, String(of).length)
  const pad = (n: number) => String(n).padStart(digits, '0')
  const reprint = sub === 0 ? '' : ` - reprint ${pad(sub)} of ${pad(subOf)}`
  const count = `${pad(number)} of ${pad(of)}${reprint}`
  const name = cut(safe(recipient), MOST_NAME_BYTES)
  const start = name === '' ? count : `${count} - ${name}`
  const rest = cut(safe(title), MOST_BYTES - bytes(start) - bytes(' - ') - bytes('.pdf'))
  return rest === '' ? `${start}.pdf` : `${start} - ${rest}.pdf`
}

/**
 * Without what a file system forbids (Windows: "Naming Files, Paths, and Namespaces"), and without controls,
 * direction overrides and other invisible characters that make a name read differently from what it is.
 * Reserved device names (CON, NUL, ...) cannot arise: every name begins with its number.
 */
const safe = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"/\\|?*]/g, '_')
    .replace(/\s+/gu, ' ')
    .replace(/^[ .]+|[ .]+$/gu, '')

const bytes = (text: string): number => new TextEncoder().encode(text).length

/** Cuts between whole characters as a reader sees them. */
const cut = (text: string, most: number): string => {
  let kept = ''
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (bytes(kept + segment) > most) break
    kept += segment
  }
  return kept.replace(/[ .]+$/u, '')
}
