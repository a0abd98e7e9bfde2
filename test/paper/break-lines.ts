/** A word, or one Chinese character with the punctuation that clings to it, and whether a space precedes it. */
export interface Token {
  readonly text: string
  readonly width: number
  readonly spaced: boolean
}

export interface Line {
  readonly tokens: readonly Token[]
  readonly indent: number
  /** The paragraph's last line is set ragged. */
  readonly last: boolean
}

/** Width of a piece of text, in points. */
export type Measure = (text: string) => number

// Closing marks may not begin a line, opening marks may not end one (GB/T 15834, JIS X 4051 alike).
const TOKEN = /[（《“〔「]*(?:[A-Za-z0-9'’.,;:()[\]%/@&+\-–—$€£?!"*§°]+|[^\s])[，。、；：？！”）》〕」…％]*/gu

export const tokensOf = (text: string, measure: Measure): Token[] =>
  [...text.matchAll(TOKEN)].map((match) => ({
    text: match[0],
    width: measure(match[0]),
    spaced: match.index > 0 && /\s/.test(text[match.index - 1]),
  }))

/** First-fit lines of at most `width` points. */
export const breakLines = (text: string, measure: Measure, width: number, firstIndent: number): Line[] => {
  const space = measure(' ')
  const lines: Line[] = []
  let tokens: Token[] = []
  let used = firstIndent
  const close = (last: boolean) => {
    if (tokens.length > 0) lines.push({ tokens, indent: lines.length === 0 ? firstIndent : 0, last })
    tokens = []
    used = 0
  }
  for (const token of tokensOf(text, measure)) {
    const need = token.width + (token.spaced && tokens.length > 0 ? space : 0)
    if (used + need > width && tokens.length > 0) close(false)
    used += tokens.length > 0 ? need : token.width
    tokens.push(token)
  }
  close(true)
  return lines
}
