/** Throws a RangeError that names the flag and says what it takes. */
export const wholeNumber = (flag: string, text: string): number => {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new RangeError(`${flag} takes a whole number, not "${text}".`)
}

/** Comma-separated names out of those there are; all of them when nothing is given. */
export const chosen = <T extends string>(flag: string, all: readonly T[], text: string | undefined): T[] => {
  if (text === undefined) return [...all]
  return text.split(',').map((name) => {
    const found = all.find((one) => one === name)
    if (found === undefined) throw new RangeError(`${flag} takes ${all.join(', ')}, not "${name}".`)
    return found
  })
}
