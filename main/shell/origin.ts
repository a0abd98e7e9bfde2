export const SCHEME = 'app'
export const ORIGIN = `${SCHEME}://siglum`

/** Of the hidden page that prints, in a session of its own. */
export const PRINT_ORIGIN = `${SCHEME}://print`

/** Chromium's viewer of PDFs is an extension inside the program; these are the addresses of its parts. */
export const PDF_VIEWER = [
  'chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/',
  'chrome://resources/',
] as const
