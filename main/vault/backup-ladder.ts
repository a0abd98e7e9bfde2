/** How many of the newest days, weeks and months that have a backup keep one. */
export interface Ladder {
  readonly daily: number
  readonly weekly: number
  readonly monthly: number
}

export const DEFAULT_LADDER: Ladder = { daily: 7, weekly: 5, monthly: 12 }

const DAY_MS = 86_400_000

const dayOf = (time: Date): string => time.toISOString().slice(0, 10)
const monthOf = (time: Date): string => time.toISOString().slice(0, 7)
/** Weeks begin on Monday: the epoch was a Thursday. */
const weekOf = (time: Date): string => String(Math.floor((time.getTime() / DAY_MS + 3) / 7))

/** The newest time of each of the newest `count` periods. */
const rung = (newestFirst: readonly Date[], periodOf: (time: Date) => string, count: number): Date[] => {
  const kept = new Map<string, Date>()
  for (const time of newestFirst) {
    const period = periodOf(time)
    if (!kept.has(period)) kept.set(period, time)
  }
  return [...kept.values()].slice(0, count)
}

/** Which of these backups stay; the newest always does. All in UTC. */
export const chooseKept = (times: readonly Date[], ladder: Ladder): ReadonlySet<Date> => {
  const newestFirst = times.toSorted((a, b) => b.getTime() - a.getTime())
  return new Set([
    ...newestFirst.slice(0, 1),
    ...rung(newestFirst, dayOf, ladder.daily),
    ...rung(newestFirst, weekOf, ladder.weekly),
    ...rung(newestFirst, monthOf, ladder.monthly),
  ])
}

/** Twelve characters tell vaults apart in one folder. */
const shortId = (vaultId: string): string => vaultId.slice(2, 14)

/** To the millisecond: two may be asked for within a second. */
export const backupName = (vaultId: string, time: Date): string =>
  `siglum-${shortId(vaultId)}-${time.toISOString().replace(/[-:]/g, '')}.backup`

/** When a file of that name was made, if it is a backup of this vault and nothing else. Older names end with the second. */
export const timeOfBackup = (vaultId: string, name: string): Date | null => {
  const match = /^siglum-([a-z2-7]{12})-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d(?:\.\d{3})?)Z\.backup$/.exec(
    name,
  )
  if (match === null || match[1] !== shortId(vaultId)) return null
  const [, , year, month, day, hour, minute, second] = match
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(time.getTime()) ? null : time
}
