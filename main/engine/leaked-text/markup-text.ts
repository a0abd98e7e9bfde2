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

/**
 * What a reader sees of HTML, or of the XML in a .docx: tags, comments, scripts and styles are out. Passages are compared by
 * their letters alone, so blanks matter little.
 */
export const markupText = (markup: string): string =>
  decodeEntities(
    markup
      .replace(/<!--[\s\S]*?-->/g, '')
      .replace(/<(script|style|head)\b[\s\S]*?<\/\1\s*>/gi, '')
      .replace(/<\/(?:p|div|li|tr|h[1-6]|w:p)\s*>|<(?:br|w:br|w:tab)\b[^>]*>/gi, '\n')
      .replace(/<[^<>]*>/g, ''),
  )
