export type Groups = Readonly<Record<string, string | undefined>>

/** A way of writing something: a pattern, which may look around itself, and what a match of it means. */
export type Form<T> = readonly [pattern: string, read: (groups: Groups) => T]

/** What stands written in a text at `start`, as one of the forms reads it. */
export interface Written<T> {
  readonly start: number
  readonly written: string
  readonly groups: Groups
  readonly value: T
}

/** Patterns look so far ahead at most. */
const IN_SIGHT = 16

/**
 * Finds all places where one of the forms fits, the first form at a place having it. Forms may name their groups alike, so
 * a match is read once more by each form alone, with what follows it in sight.
 */
export const formReader = <T>(forms: readonly Form<T>[], flags: 'u' | 'iu') => {
  const any = new RegExp(forms.map(([pattern]) => `(?:${pattern})`).join('|'), `g${flags}`)
  const each = forms.map(([pattern, read]) => [new RegExp(pattern, `y${flags}`), read] as const)
  return (text: string): Written<T>[] =>
    [...text.matchAll(any)].flatMap(({ index: start, 0: written }) => {
      const around = text.slice(Math.max(0, start - IN_SIGHT), start + written.length + IN_SIGHT)
      for (const [pattern, read] of each) {
        pattern.lastIndex = Math.min(start, IN_SIGHT)
        const match = pattern.exec(around)
        if (match?.[0] !== written) continue
        const groups = match.groups ?? {}
        return [{ start, written, groups, value: read(groups) }]
      }
      return []
    })
}
