import type { RegisterEvent } from '../../shared/contract/events.ts'
import { Failure } from '../../shared/contract/failure.ts'
import { checkHead, checkHeadBeyond, headCursor } from './check-head.ts'
import type { HeadIdentity } from './check-head.ts'
import { edgeRoot, EMPTY_EDGE, growTree, textLeafHash } from './merkle-tree.ts'
import type { TreeEdge } from './merkle-tree.ts'
import type { RegisterDatabase } from './open-database.ts'
import { placeKey, storedEvents } from './read-events.ts'
import { quickTime } from './quick-leaf.ts'
import { decodeLeaf, PERSONAL_MISMATCH } from './stored-event.ts'
import type { StoredEvent } from './stored-event.ts'
import { edgeStore } from './tree-edge.ts'
import { isTileTop } from './tree-tiles.ts'
import { collectFindings } from './verify-report.ts'
import type { Finding, Report } from './verify-report.ts'

export interface RecordOptions extends HeadIdentity {
  readonly vaultId: string
  /** Sizes at which the root is wanted, for comparison with outside checkpoints. */
  readonly rootsWantedAt: readonly number[]
}

/** What the record says when everything is derived anew from its own bytes. */
export interface RecordCheck {
  readonly edge: TreeEdge
  /** At the sizes asked for, as far as the register reaches. */
  readonly roots: ReadonlyMap<number, Uint8Array>
  readonly checkpoints: number
  readonly redacted: number
  readonly findings: readonly Finding[]
}

/** From the first event to the last: hashes, form, personal data, clock, and every stored head. */
export const checkRecord = (db: RegisterDatabase, options: RecordOptions): RecordCheck => {
  const { report, findings } = collectFindings()
  const heads = headCursor(db)
  const events = eventCheck(options, report)
  const spans = spanCheck(report)
  const tiles = tileCheck(db)
  const tree = growTree(EMPTY_EDGE, tiles.completed)
  const roots = new Map<number, Uint8Array>()
  const wanted = new Set(options.rootsWantedAt)
  if (wanted.has(0)) roots.set(0, edgeRoot(EMPTY_EDGE))
  let size = 0
  let checkpoints = 0
  for (const stored of storedEvents(db)) {
    const hash = textLeafHash(stored.leaf)
    if (hash !== stored.hash) spans.hashDiffers(stored.index)
    events.check(stored, size)
    tree.add(hash)
    size += 1
    if (wanted.has(size)) roots.set(size, edgeRoot(tree.edge()))
    for (const head of heads.takeUpTo(size)) {
      const finding = checkHead(head, tree.edge(), options)
      spans.closeAt(size, finding)
      report(finding)
      checkpoints += 1
    }
  }
  const beyond = heads.takeUpTo(Number.MAX_SAFE_INTEGER)
  for (const head of beyond) report(checkHeadBeyond(head, size, options))
  spans.end(size, beyond.length > 0)
  if (size === 0) report({ kind: 'event-missing', message: 'There are no events at all.' })
  const redacted = events.judgeErased()
  if (beyond.length === 0) report(judgeStrays(db, size))
  report(judgeEdge(edgeStore(db).read(), tree.edge()))
  report(tiles.judge())
  return {
    edge: tree.edge(),
    roots,
    checkpoints: checkpoints + beyond.length,
    redacted,
    findings: findings(),
  }
}

/**
 * Events between one signed head and the next. A stored hash that does not fit its event tells only that one of the
 * two was changed; whether the event is as it was signed, the next head knows.
 */
const spanCheck = (report: Report) => {
  let unfitting: number[] = []
  let sound = 0
  let covered = 0
  let isBroken = false
  const judge = (isSigned: boolean): void => {
    for (const index of unfitting) {
      report(
        isSigned
          ? {
              kind: 'hash-changed',
              message: `Event ${index} is as it was signed, but its stored hash is not.`,
            }
          : { kind: 'event-changed', message: `Event ${index} does not match its hash: it was changed.` },
      )
    }
    unfitting = []
  }
  return {
    hashDiffers: (index: number): void => void unfitting.push(index),
    closeAt: (size: number, finding: Finding | null): void => {
      covered = size
      const isForged = finding !== null && !finding.rootDiffers
      if (isForged) return
      const wasUnfitting = unfitting.length > 0
      judge(finding === null)
      if (finding === null) sound = size
      else if (!isBroken && !wasUnfitting) report(rewritten(sound, size))
      isBroken ||= finding !== null
    },
    end: (size: number, isCut: boolean): void => {
      judge(false)
      if (covered < size && !isCut) report(unsignedTail(size - covered))
    },
  }
}

const judgeEdge = (stored: TreeEdge, derived: TreeEdge): Finding | null =>
  stored.size === derived.size && Buffer.concat(stored.roots).equals(Buffer.concat(derived.roots))
    ? null
    : { kind: 'edge-wrong', message: "The tree's stored edge does not match the events." }

/** Personal values that belong to no event; where events are missing at the end, theirs are left over. */
const judgeStrays = (db: RegisterDatabase, size: number): Finding | null => {
  const count = db
    .prepare<[number], number>('SELECT count(*) FROM disclosure WHERE event < 0 OR event >= ?')
    .pluck()
    .get(size)
  if (count === 0) return null
  return { kind: 'personal-changed', message: `Personal data of no event is there: ${count} value(s).` }
}

/** The tops of tiles as stored, beside those that the events lead to. */
const tileCheck = (db: RegisterDatabase) => {
  const find = db
    .prepare<[number, number], Buffer>('SELECT root FROM tree_tile WHERE height = ? AND position = ?')
    .pluck()
  const count = db.prepare<[], number>('SELECT count(*) FROM tree_tile').pluck()
  let right = 0
  let wrong = 0
  return {
    completed: (height: number, position: number, root: () => Uint8Array): void => {
      if (!isTileTop(height)) return
      const stored = find.get(height, position)
      if (stored !== undefined && stored.equals(root())) right += 1
      else wrong += 1
    },
    judge: (): Finding | null =>
      wrong === 0 && count.get() === right
        ? null
        : { kind: 'edge-wrong', message: "The tree's stored inner nodes do not match the events." },
  }
}

const rewritten = (sound: number, size: number): Finding => ({
  kind: 'events-rewritten',
  message:
    `The first ${sound} events are as they were signed; between there and event ${size} they were rewritten, ` +
    'hashes and all, and no longer lead to the signed head.',
})

const unsignedTail = (count: number): Finding => ({
  kind: 'event-unsigned',
  message: `The last ${count} event(s) are covered by no checkpoint.`,
})

const eventCheck = ({ vaultId, publicKey }: RecordOptions, report: Report) => {
  const erased = new Map<string, number>()
  const redactions = new Set<string>()
  let lastTime = ''
  const judgeTime = (at: string, index: number): void => {
    if (at < lastTime)
      report({ kind: 'clock-backwards', message: `Event ${index} is dated before its predecessor.` })
    lastTime = at
  }
  const judge = (event: RegisterEvent, index: number): void => {
    judgeTime(event.at, index)
    if (index === 0) report(judgeBeginning(event, vaultId, publicKey))
    if (event.type === 'redacted')
      for (const { event: target, path } of event.body.targets) redactions.add(placeKey(target, path))
  }
  const check = (stored: StoredEvent, expectedIndex: number): void => {
    if (stored.index !== expectedIndex)
      report({ kind: 'event-missing', message: `Event ${expectedIndex} is not where it should be.` })
    const time = quickTime(stored)
    if (time !== null) return judgeTime(time, stored.index)
    try {
      const decoded = decodeLeaf(stored)
      for (const path of decoded.erased) erased.set(placeKey(stored.index, path), stored.index)
      judge(decoded.event, stored.index)
    } catch (error) {
      report(findingOf(error, stored.index))
    }
  }
  /** A redaction comes after what it erased, so this is known only at the end. */
  const judgeErased = (): number => {
    for (const [place, index] of erased) {
      if (!redactions.has(place))
        report({
          kind: 'personal-missing',
          message: `Personal data of event ${index} is gone, and no redaction is on record.`,
        })
    }
    return erased.size
  }
  return { check, judgeErased }
}

const judgeBeginning = (event: RegisterEvent, vaultId: string, publicKey: Uint8Array): Finding | null => {
  if (event.type !== 'vault-created')
    return { kind: 'event-illegal', message: 'The first event is not the creation of a vault.' }
  const isOurs =
    event.body.vaultId === vaultId && Buffer.from(event.body.publicKey, 'base64').equals(publicKey)
  if (isOurs) return null
  return {
    kind: 'register-replaced',
    message: `This is the register of ${event.body.vaultId} under its own key, not of this vault.`,
  }
}

const findingOf = (error: unknown, index: number): Finding => {
  if (!(error instanceof Failure) || error.code !== 'register-altered')
    return { kind: 'event-illegal', message: `Event ${index} cannot have been recorded: ${String(error)}` }
  const kind = error.message.includes(PERSONAL_MISMATCH) ? 'personal-changed' : 'event-changed'
  return { kind, message: error.message }
}
