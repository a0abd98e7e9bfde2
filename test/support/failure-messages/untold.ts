import type { Said } from './collect.ts'

/** Stands for what is put in: no word of any language, and told from everything else. */
const sample = (n: string): string => `7Q${n}`
const SAMPLE = /7Q\d+/g

/** A reprint's label as it stands on the paper, which is a name in both languages. */
const LABEL = /\{\d+\}\/\{\d+\} of \{(\d+)\}/g

/** File names, an example of a code and of a time, a witness's name, and tables of the register. */
const NAMES = /[\w.-]*\.(?:jsonl?|txt|part|xlsx?)\b|K7QF-3M2X|\d\dT\d\d:\d\d|archive\.lee|(?<=数据表 )\w+/g

/** Words of the office in Chinese as in English: formats, units, and what is typed as it stands. */
const SHARED = new Set(
  (
    'Siglum PDF CSV JSON Lines PNG JPEG WebP TIFF HEIC GIF AVIF BMP DOCX HTML Word ZIP SHA UTF GB MB base scrypt name ' +
    'approved true false'
  )
    .toLowerCase()
    .split(' '),
)

/** A sentence as a person meets it. */
export const spoken = (template: string): string =>
  template
    .replaceAll(LABEL, (_, n: string) => sample(n))
    .replaceAll(/\{(\d+)\}/g, (_, n: string) => sample(n))

/** English that is left in what should be Chinese; a space if there is no Chinese in it at all. */
export const englishIn = (told: string): string => {
  const words =
    told
      .replaceAll(SAMPLE, '')
      .replaceAll(NAMES, '')
      .match(/[A-Za-z]{2,}/g) ?? []
  const left = words.filter((word) => !SHARED.has(word.toLowerCase())).join(' ')
  return left === '' && !/\p{Script=Han}/u.test(told) ? ' ' : left
}

/** What has no Chinese, or some English left in it. */
export const untold = (said: readonly Said[], tell: (english: string) => string): readonly Said[] =>
  said.filter(({ template }) => englishIn(tell(spoken(template))) !== '')
