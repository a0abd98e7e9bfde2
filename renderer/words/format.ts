import i18next from 'i18next'

/** Numbers, days and sizes in the form of the language that is spoken. */
const locale = (): string => (i18next.language === 'zh' ? 'zh-CN' : 'en-GB')

export const formatNumber = (value: number, options?: Intl.NumberFormatOptions): string =>
  new Intl.NumberFormat(locale(), options).format(value)

export const formatPercent = (part: number): string => formatNumber(part, { style: 'percent' })

/** A day, from an ISO day or time. */
export const formatDay = (iso: string): string =>
  new Intl.DateTimeFormat(locale(), { dateStyle: 'medium' }).format(
    new Date(iso.length === 10 ? `${iso}T12:00:00` : iso),
  )

export const formatTime = (iso: string): string =>
  new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso))

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

export const formatBytes = (bytes: number): string => {
  const step = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3))
  return formatNumber(bytes / 1000 ** step, {
    style: 'unit',
    unit: UNITS[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: step === 0 ? 0 : 1,
  })
}

/** A span of time, coarse: "40 seconds", "3 minutes". */
export const formatSpan = (seconds: number): string => {
  const [value, unit] =
    seconds < 90
      ? [Math.max(1, Math.ceil(seconds)), 'second']
      : seconds < 5400
        ? [Math.round(seconds / 60), 'minute']
        : [Math.round(seconds / 3600), 'hour']
  return formatNumber(value, { style: 'unit', unit, unitDisplay: 'long' })
}

/** "A, B and C", "A、B和C". */
export const formatList = (parts: readonly string[]): string =>
  new Intl.ListFormat(locale(), { type: 'conjunction' }).format(parts)
