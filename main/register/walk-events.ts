import type { RegisterEvent } from '../../shared/contract/events.ts'
import { Failure } from '../../shared/contract/failure.ts'
import { checkHead, checkHeadBeyond, headCursor } from './check-head.ts'
import type { HeadIdentity } from './check-head.ts'
import { collectFindings } from './verify-report.ts'
import type { Finding, Report } from './verify-report.ts'
import { appendLeaves, edgeRoot, EMPTY_EDGE, leafHash } from './merkle-tree.ts'
import type { TreeEdge } from './merkle-tree.ts'
import type { RegisterDatabase } from './open-database.ts'
import { createProjector } from './project-event.ts'
import { decodeEvent, storedEvents } from './stored-event.ts'
import type { StoredEvent } from './stored-event.ts'

export interface WalkOptions extends HeadIdentity {
  readonly vaultId: string
  /** A size at which the root is wanted, for comparison with an outside checkpoint. */
  readonly rootWantedAt: number
}

export interface Walk {
  readonly edge: TreeEdge
  /** The root at the size asked for; null when the register is shorter. */
  readonly rootThere: Uint8Array | null
  readonly checkpoints: number
  /** Whether every event could be projected, so that comparing projections says something new. */
  readonly projected: boolean
  readonly findings: readonly Finding[]
}

/** From the first event to the last: hashes, form, clock, every stored head, and what the projections should be. */
export const walkEvents = (db: RegisterDatabase, scratch: RegisterDatabase, options: WalkOptions): Walk => {
  const { report, findings } = collectFindings()
  const heads = headCursor(db)
  const checkEvent = createEventCheck(scratch, options.vaultId, report)
  let edge = EMPTY_EDGE
  let rootThere = options.rootWantedAt === 0 ? edgeRoot(edge) : null
  let checkpoints = 0
  let covered = 0
  scratch.exec('BEGIN')
  for (const stored of storedEvents(db)) {
    checkEvent.check(stored, edge.size)
    edge = appendLeaves(edge, [leafHash(Buffer.from(stored.leaf))])
    if (edge.size === options.rootWantedAt) rootThere = edgeRoot(edge)
    for (const head of heads.takeUpTo(edge.size)) {
      report(checkHead(head, edge, options))
      checkpoints += 1
      covered = head.size
    }
  }
  scratch.exec('COMMIT')
  if (edge.size === 0) report({ kind: 'event-missing', message: 'There are no events at all.' })
  const beyond = heads.takeUpTo(Number.MAX_SAFE_INTEGER)
  for (const head of beyond) report(checkHeadBeyond(head, edge.size, options))
  if (covered < edge.size && beyond.length === 0) report(unsignedTail(edge.size - covered))
  return {
    edge,
    rootThere,
    checkpoints: checkpoints + beyond.length,
    projected: checkEvent.allProjected(),
    findings,
  }
}

const unsignedTail = (count: number): Finding => ({
  kind: 'event-unsigned',
  message: `The last ${count} event(s) are covered by no checkpoint.`,
})

const createEventCheck = (scratch: RegisterDatabase, vaultId: string, report: Report) => {
  const project = createProjector(scratch)
  let lastTime = ''
  let allProjected = true
  const judge = (event: RegisterEvent, index: number): void => {
    if (event.at < lastTime)
      report({ kind: 'clock-backwards', message: `Event ${index} is dated before its predecessor.` })
    lastTime = event.at
    if (index === 0 && (event.type !== 'vault-created' || event.body.vaultId !== vaultId)) {
      report({ kind: 'event-illegal', message: 'The first event is not the creation of this vault.' })
    }
    if (allProjected) project(event, index)
  }
  const check = (stored: StoredEvent, expectedIndex: number): void => {
    if (stored.index !== expectedIndex) {
      report({ kind: 'event-missing', message: `Event ${expectedIndex} is not where it should be.` })
    }
    try {
      judge(decodeEvent(stored), stored.index)
    } catch (error) {
      allProjected = false
      report(findingOf(error, stored.index))
    }
  }
  return { check, allProjected: () => allProjected }
}

const findingOf = (error: unknown, index: number): Finding => {
  if (error instanceof Failure && error.code === 'register-altered') {
    return { kind: 'event-changed', message: error.message }
  }
  return { kind: 'event-illegal', message: `Event ${index} cannot have been recorded: ${String(error)}` }
}
