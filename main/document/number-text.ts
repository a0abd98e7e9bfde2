/** A number as PDF takes it: no exponent, no trailing zeros. */
export const decimal = (value: number, places: number): string => {
  const text = value.toFixed(places)
  const short = text.includes('.') ? text.replace(/\.?0+$/, '') : text
  return short === '-0' ? '0' : short
}
