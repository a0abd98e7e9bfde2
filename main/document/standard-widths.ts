import { Encodings, Font as Metrics, FontNames } from 'pdf-lib/standard-fonts'

/** Faces that files name without embedding and without widths, in the standard 14 that stand in for them. */
const nearest = (baseFont: string): FontNames => {
  const name = baseFont.replace(/^[A-Z]{6}\+/, '')
  if (/symbol/i.test(name)) return FontNames.Symbol
  if (/dingbats/i.test(name)) return FontNames.ZapfDingbats
  const bold = /bold|black|heavy/i.test(name)
  const slanted = /italic|oblique/i.test(name)
  const pick = (plain: FontNames, b: FontNames, i: FontNames, bi: FontNames): FontNames => {
    if (bold) return slanted ? bi : b
    return slanted ? i : plain
  }
  if (/courier|mono/i.test(name)) {
    return pick(
      FontNames.Courier,
      FontNames.CourierBold,
      FontNames.CourierOblique,
      FontNames.CourierBoldOblique,
    )
  }
  if (/times|serif|georgia|garamond|roman/i.test(name) && !/sans/i.test(name)) {
    return pick(
      FontNames.TimesRoman,
      FontNames.TimesRomanBold,
      FontNames.TimesRomanItalic,
      FontNames.TimesRomanBoldItalic,
    )
  }
  return pick(
    FontNames.Helvetica,
    FontNames.HelveticaBold,
    FontNames.HelveticaOblique,
    FontNames.HelveticaBoldOblique,
  )
}

/** Glyph names by code, of the font's own encoding or WinAnsi. */
const namesByCode = (font: FontNames): ReadonlyMap<number, string> => {
  const encoding =
    font === FontNames.Symbol
      ? Encodings.Symbol
      : font === FontNames.ZapfDingbats
        ? Encodings.ZapfDingbats
        : Encodings.WinAnsi
  const names = new Map<number, string>()
  for (const codePoint of encoding.supportedCodePoints) {
    const { code, name } = encoding.encodeUnicodeCodePoint(codePoint)
    names.set(code, name)
  }
  return names
}

/** Advances, in em, of one of the standard 14 fonts; `differences` are the names a file's encoding gives. */
export const standardWidths = (
  baseFont: string,
  differences: ReadonlyMap<number, string>,
): ((code: number) => number) => {
  const font = nearest(baseFont)
  const metrics = Metrics.load(font)
  const names = namesByCode(font)
  return (code) => {
    const name = differences.get(code) ?? names.get(code)
    return name === undefined ? 0 : (metrics.getWidthOfGlyph(name) ?? 0) / 1000
  }
}
