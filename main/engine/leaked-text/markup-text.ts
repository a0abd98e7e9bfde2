const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}

const character = (code: number): string => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '')

const decodeEntities = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([a-z]{2,5}));/gi, (all, hex, dec, name) => {
    if (hex !== undefined) return character(Number.parseInt(String(hex), 16))
    if (dec !== undefined) return character(Number(dec))
    return NAMED[String(name).toLowerCase()] ?? all
  })

/** Without what lies between `open` and the `close` after it; once there is none, nothing more is looked for, so that no text takes long. */
const without = (markup: string, open: RegExp, closeOf: (opened: RegExpExecArray) => RegExp): string => {
  const unclosed = new Set<string>()
  let kept = ''
  let at = 0
  for (let opened = open.exec(markup); opened !== null; opened = open.exec(markup)) {
    const close = closeOf(opened)
    if (unclosed.has(close.source)) continue
    close.lastIndex = open.lastIndex
    if (close.exec(markup) === null) {
      unclosed.add(close.source)
      continue
    }
    kept += markup.slice(at, opened.index)
    at = close.lastIndex
    open.lastIndex = at
  }
  return kept + markup.slice(at)
}

const withoutComments = (markup: string): string => without(markup, /<!--/g, () => /-->/g)

const withoutUnseen = (markup: string): string =>
  without(markup, /<(script|style|head)\b/gi, ([, name]) => new RegExp(`</${name.toLowerCase()}\\s*>`, 'gi'))

/**
 * What a reader sees of HTML, or of the XML in a .docx: tags, comments, scripts and styles are out. Passages are compared by
 * their letters alone, so blanks matter little.
 */
export const markupText = (markup: string): string =>
  decodeEntities(
    withoutUnseen(withoutComments(markup))
      .replace(/<\/(?:p|div|li|tr|h[1-6]|w:p)\s*>|<(?:br|w:br|w:tab)\b[^<>]*>/gi, '\n')
      .replace(/<[^<>]*>/g, ''),
  )
