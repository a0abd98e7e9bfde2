import type { CodeSpace } from './parse-cmap.ts'

/**
 * What is needed of the predefined CMaps (ISO 32000-1, table 118): how long codes are, and which CIDs
 * the ASCII codes get, for their widths. All other codes take the font's default width.
 */
export interface PredefinedCMap {
  readonly codeSpaces: readonly CodeSpace[]
  /** CID of code 0x20. */
  readonly spaceCid: number
  /** CID of code 0x21; the rest of ASCII follows. */
  readonly firstCid: number
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
const SHIFT_JIS = [single(0x00, 0x80), single(0xa0, 0xdf), double(0x8140, 0x9ffc), double(0xe040, 0xfcfc)]

interface Legacy {
  readonly names: RegExp
  readonly codeSpaces: readonly CodeSpace[]
  readonly spaceCid: number
  /** Where it does not follow the space. */
  readonly firstCid?: number
}
const LEGACY: readonly Legacy[] = [
  { names: /^(GBKp|GBpc)-EUC-/, codeSpaces: ASCII_AND(double(0x8140, 0xfefe)), spaceCid: 1 },
  {
    names: /^GBK2K-/,
    codeSpaces: ASCII_AND(double(0x8140, 0xfefe), { bytes: 4, low: 0x81308130, high: 0xfe39fe39 }),
    spaceCid: 1,
  },
  { names: /^GBK?-EUC-/, codeSpaces: ASCII_AND(double(0x8140, 0xfefe)), spaceCid: 7716, firstCid: 814 },
  { names: /^ETen-B5-/, codeSpaces: ASCII_AND(double(0x8140, 0xfefe)), spaceCid: 13648 },
  { names: /^(ETenms-B5|B5pc|HKscs-B5)-/, codeSpaces: ASCII_AND(double(0x8140, 0xfefe)), spaceCid: 1 },
  { names: /^(KSCms-UHC-HW|KSC-EUC)-/, codeSpaces: ASCII_AND(double(0x8141, 0xfefe)), spaceCid: 8094 },
  { names: /^(KSCms-UHC|KSCpc-EUC)-/, codeSpaces: ASCII_AND(double(0x8141, 0xfefe)), spaceCid: 1 },
  { names: /^(90msp|90pv|83pv)-RKSJ-/, codeSpaces: SHIFT_JIS, spaceCid: 1 },
  { names: /RKSJ-/, codeSpaces: SHIFT_JIS, spaceCid: 231 },
]

export const IDENTITY_SPACES: readonly CodeSpace[] = [double(0x0000, 0xffff)]

/** Null for names that are not known. Identity-H and -V are the caller's. */
export const predefinedCMap = (name: string): PredefinedCMap | null => {
  if (/^Uni\w+-(UCS2|UTF16)-/.test(name)) {
    const spaceCid = name.includes('-HW-') ? 231 : 1
    return { codeSpaces: UTF16, spaceCid, firstCid: spaceCid + 1, unicode: true }
  }
  const found = LEGACY.find(({ names }) => names.test(name))
  if (!found) return null
  const { codeSpaces, spaceCid, firstCid = spaceCid + 1 } = found
  return { codeSpaces, spaceCid, firstCid, unicode: false }
}
