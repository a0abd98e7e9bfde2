const IGNORED = /[\p{M}\p{C}\p{Z}\s]+/gu
const QUOTES = /["'`´‘’‚‛“”„‟«»]/gu
const DASHES = /[‐‑‒–—―−]/gu

/**
 * A text as wordings are compared in: small letters, compatibility forms and accents undone, full width and half alike, one kind
 * of quote and dash, nothing invisible and no blanks, which retyping and OCR change. Punctuation stays: some wordings
 * differ in nothing else.
 */
export const foldWording = (text: string): string =>
  text.normalize('NFKD').replace(IGNORED, '').toLowerCase().replace(QUOTES, "'").replace(DASHES, '-')
