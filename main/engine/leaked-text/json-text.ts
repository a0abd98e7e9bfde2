/** Exports nest no deeper. */
const DEEPEST = 64

const collect = (value: unknown, found: string[], depth: number): void => {
  if (typeof value === 'string') found.push(value)
  else if (Array.isArray(value) && depth < DEEPEST) for (const item of value) collect(item, found, depth + 1)
  else if (typeof value === 'object' && value !== null && depth < DEEPEST)
    for (const item of Object.values(value)) collect(item, found, depth + 1)
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** All strings of JSON, or of JSON Lines, as chats are exported; null for what is neither. */
export const jsonText = (text: string): string | null => {
  if (!/^\s*[[{]/.test(text)) return null
  const whole = parsed(text)
  const values =
    whole === undefined
      ? text
          .split('\n')
          .filter((line) => line.trim() !== '')
          .map(parsed)
      : [whole]
  if (values.includes(undefined)) return null
  const found: string[] = []
  collect(values, found, 0)
  return found.join('\n')
}
