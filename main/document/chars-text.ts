import type { RenderedChar } from './document.ts'

/** What whoever extracts a page's text gets; characters that have no code are left out. */
export const charsText = (chars: readonly RenderedChar[]): string =>
  chars.map(({ code }) => (code > 0 ? String.fromCodePoint(code) : '')).join('')
