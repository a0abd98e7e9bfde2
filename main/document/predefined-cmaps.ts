import type { CodeSpace } from './parse-cmap.ts'

/**
 * What is needed of the predefined CMaps (ISO 32000-1, table 118): how long codes are, and which CIDs
 * the ASCII codes get, for their widths. All other codes take the font's default width.
 */
export interface PredefinedCMap {
  readonly codeSpaces: readonly CodeSpace[]
  /** CID of code 0x20; the rest of ASCII follows. */
  readonly spaceCid: number
  /** Codes are UTF-16 and so tell what they mean. */
  readonly unicode: boolean
}

const single = (low: number, high: number): CodeSpace => ({ bytes: 1, low, high })
const double = (low: number, high: number): CodeSpace => ({ bytes: 2, low, high })

const UTF16: readonly CodeSpace[] = [
  double(0x0000, 0xd7ff),
  double(0xe000, 0xffff),
  { bytes: 4, low: 0xd800dc00, high: 0xdbffdfff },
]
const ASCII_AND = (...spaces: readonly CodeSpace[]): readonly CodeSpace[] => [single(0x00, 0x80), ...spaces]

// The CIDs are from Adobe's cmap-resources (github.com/adobe-type-tools/cmap-resources).
const LEGACY: ReadonlyArray<readonly [RegExp, readonly CodeSpace[], number]> = [
  [/^GBKp-EUC-/, ASCII_AND(double(0x8140, 0xfefe)), 1],
  [/^GBK2K-/, ASCII_AND(double(0x8140, 0xfefe), { bytes: 4, low: 0x81308130, high: 0xfe39fe39 }), 814],
  [/^(GB|GBpc|GBK)-EUC-/, ASCII_AND(double(0x8140, 0xfefe)), 814],
  [/^(ETenms-B5)-/, ASCII_AND(double(0x8140, 0xfefe)), 1],
  [/^(B5pc|ETen-B5|HKscs-B5)-/, ASCII_AND(double(0x8140, 0xfefe)), 13648],
  [/^KSCms-UHC-HW-/, ASCII_AND(double(0x8141, 0xfefe)), 8094],
  [/^(KSC|KSCms|KSCpc)-/, ASCII_AND(double(0x8141, 0xfefe)), 1],
  [
    /^(90msp|90pv|83pv)-RKSJ-/,
    [single(0x00, 0x80), single(0xa0, 0xdf), double(0x8140, 0x9ffc), double(0xe040, 0xfcfc)],
    1,
  ],
  [/RKSJ-/, [single(0x00, 0x80), single(0xa0, 0xdf), double(0x8140, 0x9ffc), double(0xe040, 0xfcfc)], 231],
]

export const IDENTITY_SPACES: readonly CodeSpace[] = [double(0x0000, 0xffff)]

/** Null for names that are not known. Identity-H and -V are the caller's. */
export const predefinedCMap = (name: string): PredefinedCMap | null => {
  if (/^Uni\w+-(UCS2|UTF16)-/.test(name)) {
    return { codeSpaces: UTF16, spaceCid: name.includes('-HW-') ? 231 : 1, unicode: true }
  }
  const found = LEGACY.find(([pattern]) => pattern.test(name))
  return found ? { codeSpaces: found[1], spaceCid: found[2], unicode: false } : null
}
