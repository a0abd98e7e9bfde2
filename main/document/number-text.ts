/** A number as PDF takes it: no exponent, no trailing zeros. */
export const decimal = (value: number, places: number): string => {
  const text = value.toFixed(places)
  const short = text.includes('.') ? text.replace(/\.?0+$/, '') : text
  return short === '-0' ? '0' : short
}

/** A resource name as it stands after a slash; anything but letters and digits as #xx (ISO 32000-1, 7.3.5). */
export const nameToken = (name: string): string =>
  name.replace(/[^A-Za-z0-9_.-]/g, (c) => `#${c.charCodeAt(0).toString(16).padStart(2, '0')}`)
