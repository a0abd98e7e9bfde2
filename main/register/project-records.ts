import { Failure } from '../../shared/contract/failure.ts'
import type { RegisterEvent } from '../../shared/contract/events.ts'
import { canonicalJson } from './canonical-json.ts'
import type { CopyLedger } from './copy-ledger.ts'
import type { RegisterDatabase } from './open-database.ts'
import { copyCheck } from './project-issuing.ts'

type EventOf<T extends RegisterEvent['type']> = Extract<RegisterEvent, { type: T }>

/** Inventories, handovers and exports: records of the register as a whole, each of which a later one can correct or strike. */
export const recordProjector = (db: RegisterDatabase, ledger: CopyLedger) => {
  const correct = {
    muster: correctionIn(db, 'muster'),
    handover: correctionIn(db, 'handover'),
    export: correctionIn(db, 'export'),
  }
  const musters = musterProjector(db, ledger)
  const handover = handoverProjector(db, ledger)
  const exported = exportProjector(db)
  const requireCopy = copyCheck(ledger)
  const supersede = (table: keyof typeof correct, target: number | undefined, by: number): void => {
    if (target !== undefined && !correct[table](target, by)) throw noSuch(target)
  }
  return {
    muster: (event: EventOf<'mustered'>, index: number): void => {
      const { corrects } = event.body
      supersede('muster', corrects, index)
      musters.add(event, index)
      if (corrects !== undefined) musters.countAgain([corrects, index])
    },
    handover: (event: EventOf<'custodian-changed'>, index: number): void => {
      supersede('handover', event.body.corrects, index)
      handover(event, index)
    },
    exported: (event: EventOf<'exported'>, index: number): void => {
      supersede('export', event.body.corrects, index)
      exported(event, index)
    },
    strike: ({ body }: EventOf<'record-struck'>, index: number): void => {
      const isThere = Object.values(correct).some((correctOne) => correctOne(body.event, index))
      if (!isThere) throw noSuch(body.event)
      musters.countAgain([body.event])
      for (const copyId of body.copies) {
        requireCopy(copyId)
        ledger.concern(copyId, index)
      }
    },
  }
}

const noSuch = (event: number): Failure =>
  new Failure('step-refused', `Event ${event} is no record of that kind, so it cannot be corrected so.`)

/** Notes which event corrects a record; false where the table has none of that number. */
const correctionIn = (db: RegisterDatabase, table: 'muster' | 'handover' | 'export') => {
  const find = db.prepare<[number], { readonly correctedBy: number | null }>(
    `SELECT corrected_by AS correctedBy FROM ${table} WHERE event = ?`,
  )
  const mark = db.prepare(`UPDATE ${table} SET corrected_by = ? WHERE event = ?`)
  return (target: number, by: number): boolean => {
    const found = find.get(target)
    if (found === undefined) return false
    if (found.correctedBy !== null)
      throw new Failure(
        'step-refused',
        `Event ${target} is corrected by ${found.correctedBy} already; correct that one.`,
      )
    mark.run(by, target)
    return true
  }
}

interface Counted {
  readonly muster: string
  readonly found: number
  readonly at: string
}

const musterProjector = (db: RegisterDatabase, ledger: CopyLedger) => {
  const insert = db.prepare('INSERT INTO muster VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)')
  const placeOf = db.prepare<[number], number>('SELECT place FROM muster WHERE event = ?').pluck()
  const mark = db.prepare('INSERT INTO muster_mark VALUES (?, ?, ?)')
  const setLast = db.prepare(
    `INSERT INTO copy_muster VALUES (?, ?, ?, ?)
     ON CONFLICT (copy) DO UPDATE SET muster = excluded.muster, found = excluded.found, at = excluded.at`,
  )
  const forget = db.prepare('DELETE FROM copy_muster WHERE copy = ?')
  const copiesIn = db.prepare<[number], string>('SELECT copy FROM muster_mark WHERE event = ?').pluck()
  // A correction counts for when the inventory was made, not for when it was corrected.
  const lastOf = db.prepare<[string], Counted>(
    `SELECT muster.id AS muster, muster_mark.found, counted.at
     FROM muster_mark JOIN muster ON muster.event = muster_mark.event JOIN muster counted ON counted.event = muster.place
     WHERE muster_mark.copy = ? AND muster.corrected_by IS NULL ORDER BY muster.place DESC LIMIT 1`,
  )
  const requireCopy = copyCheck(ledger)
  return {
    add: ({ body, at, by }: EventOf<'mustered'>, event: number): void => {
      const { musterId, scope, corrects } = body
      const [expected, found] = [new Set(body.expected), new Set(body.found)]
      const place = corrects === undefined ? event : (placeOf.get(corrects) ?? event)
      insert.run(musterId, event, scope, expected.size, found.size, at, by, place)
      for (const copyId of new Set([...expected, ...found])) {
        requireCopy(copyId)
        const isFound = found.has(copyId) ? 1 : 0
        mark.run(copyId, event, isFound)
        if (corrects === undefined) setLast.run(copyId, musterId, isFound, at)
        ledger.concern(copyId, event)
      }
    },
    /** What the last inventory that stands says of each copy in these. */
    countAgain: (events: readonly number[]): void => {
      for (const copyId of new Set(events.flatMap((event) => copiesIn.all(event)))) {
        const last = lastOf.get(copyId)
        if (last === undefined) forget.run(copyId)
        else setLast.run(copyId, last.muster, last.found, last.at)
      }
    },
  }
}

const handoverProjector = (db: RegisterDatabase, ledger: CopyLedger) => {
  const insert = db.prepare('INSERT INTO handover VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)')
  const requireCopy = copyCheck(ledger)
  return ({ body, at }: EventOf<'custodian-changed'>, event: number): void => {
    const { handoverId, from, to, taken, missing, outstanding } = body
    insert.run(handoverId, event, from, to, taken.length, missing.length, outstanding.length, at)
    for (const copyId of [...taken, ...missing, ...outstanding]) {
      requireCopy(copyId)
      ledger.concern(copyId, event)
    }
  }
}

const exportProjector = (db: RegisterDatabase) => {
  const insert = db.prepare('INSERT INTO export VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)')
  return ({ body, at, by }: EventOf<'exported'>, event: number): void => {
    const { exportId, kind, format, rows, rowsSha256, sha256, fileName, size } = body
    const filter = canonicalJson(body.filter)
    insert.run(exportId, event, kind, format, filter, rows, rowsSha256, sha256, fileName, size, at, by)
  }
}
