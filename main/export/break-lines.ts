/** Pieces that stay together: an ideograph with the punctuation after it, a word with the blanks after it. */
const PIECES =
  /[（《“‘〔【]*[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}][，。、；：？！）》”’〕】]*|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+\s*|\s+/gu

/** Lines no wider than `width`, broken at blanks and between ideographs; a word too long for a line is broken anywhere. */
export const breakLines = (
  text: string,
  width: number,
  widthOf: (text: string) => number,
): readonly string[] => {
  const lines: string[] = []
  let line = ''
  for (const piece of text.match(PIECES) ?? []) {
    for (const part of widthOf(piece.trimEnd()) > width ? [...piece] : [piece]) {
      if (line === '' || widthOf((line + part).trimEnd()) <= width) line += part
      else {
        lines.push(line.trimEnd())
        line = part
      }
    }
  }
  return [...lines, line.trimEnd()].filter((part) => part !== '')
}
