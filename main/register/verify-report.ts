/**
 * - `intact`: everything re-derived matches, and the outside checkpoint, if one was given, is a head this
 *   register once had.
 * - `altered`: something recorded was changed or removed behind the register's back.
 * - `tail-missing`: what is there is sound, but a signed head covers more.
 * - `replaced`: the file is a register of another vault, put in the place of this one.
 * - `forked`: sound in itself, but not the register the outside checkpoint was taken from: history was rewritten
 *   with the vault's own key.
 * - `other-register`: the outside checkpoint belongs to another vault.
 */
export type VerifyVerdict = 'intact' | 'altered' | 'tail-missing' | 'replaced' | 'forked' | 'other-register'

export type FindingKind =
  | 'file-damaged'
  | 'register-replaced'
  | 'schema-changed'
  | 'event-changed'
  | 'events-rewritten'
  | 'hash-changed'
  | 'personal-changed'
  | 'personal-missing'
  | 'event-missing'
  | 'event-illegal'
  | 'event-unsigned'
  | 'checkpoint-wrong'
  | 'tail-missing'
  | 'edge-wrong'
  | 'projection-differs'
  | 'clock-backwards'
  | 'outside-forked'
  | 'outside-ahead'
  | 'outside-foreign'

export interface Finding {
  readonly kind: FindingKind
  readonly message: string
  /** Of a head: it is genuine, so it is the events that are not what it was signed over. */
  readonly rootDiffers?: boolean
}

export interface VerifyReport {
  readonly verdict: VerifyVerdict
  /** Events present, and their root as re-derived (base64). */
  readonly size: number
  readonly root: string
  /** Signed heads checked. */
  readonly checkpoints: number
  /** Personal values that were erased, each by a redaction on record. */
  readonly redacted: number
  /** The largest outside checkpoint's, when any was given. */
  readonly outside: { readonly origin: string; readonly size: number; readonly root: string } | null
  readonly findings: readonly Finding[]
}

/** In order: the first kind found decides. `clock-backwards` alone accuses nobody: clocks are set. */
const VERDICT_OF: readonly (readonly [FindingKind, VerifyVerdict])[] = [
  ['file-damaged', 'altered'],
  ['register-replaced', 'replaced'],
  ['event-changed', 'altered'],
  ['events-rewritten', 'altered'],
  ['personal-changed', 'altered'],
  ['personal-missing', 'altered'],
  ['event-missing', 'altered'],
  ['event-illegal', 'altered'],
  ['event-unsigned', 'altered'],
  ['checkpoint-wrong', 'altered'],
  // A cut tail also leaves the edge and the projections behind, so it goes before them.
  ['tail-missing', 'tail-missing'],
  ['schema-changed', 'altered'],
  ['hash-changed', 'altered'],
  ['edge-wrong', 'altered'],
  ['projection-differs', 'altered'],
  ['outside-foreign', 'other-register'],
  ['outside-forked', 'forked'],
  ['outside-ahead', 'tail-missing'],
]

export const judgeFindings = (findings: readonly Finding[]): VerifyVerdict => {
  const kinds = new Set(findings.map(({ kind }) => kind))
  return VERDICT_OF.find(([kind]) => kinds.has(kind))?.[1] ?? 'intact'
}

export type Report = (finding: Finding | null) => void

/** More than this many findings of one kind tell nobody more. */
const MOST_OF_A_KIND = 20

export const collectFindings = (): { report: Report; findings: () => readonly Finding[] } => {
  const findings: Finding[] = []
  const counts = new Map<FindingKind, number>()
  const report: Report = (finding) => {
    if (finding === null) return
    const count = (counts.get(finding.kind) ?? 0) + 1
    counts.set(finding.kind, count)
    if (count <= MOST_OF_A_KIND) findings.push(finding)
  }
  return { report, findings: () => findings.map(({ kind, message }) => ({ kind, message })) }
}
