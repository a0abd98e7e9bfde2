const ENDINGS = ['.txt', '.md', '.html', '.htm', '.eml', '.docx', '.json', '.csv', '.log'] as const

/** Files that the engine reads text out of, as an <input> takes them. */
export const TEXT_FILES = ENDINGS.join(',')

/** By its name; what it is in truth, the engine finds out. */
export const isTextFile = (name: string): boolean =>
  ENDINGS.some((ending) => name.toLowerCase().endsWith(ending))
