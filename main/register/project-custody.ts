import { Failure } from '../../shared/contract/failure.ts'
import type { CustodyStep, CustodyType } from '../../shared/contract/custody-events.ts'
import { SEALED, takeStep } from '../../shared/contract/custody-steps.ts'
import type { Custody } from '../../shared/contract/custody-steps.ts'
import { copyLabel } from '../../shared/contract/copy-label.ts'
import type { RegisterEvent } from '../../shared/contract/events.ts'
import { canonicalJson } from './canonical-json.ts'
import type { CopyLedger, LedgerCopy, LedgerStep } from './copy-ledger.ts'
import type { RegisterDatabase } from './open-database.ts'
import { searchWords } from './search-words.ts'

type EventOf<T extends RegisterEvent['type']> = Extract<RegisterEvent, { type: T }>
export type CustodyEvent = EventOf<CustodyType>

interface PaperFacts {
  readonly of: number
  readonly retainUntil: string | null
}

/** When a step happened: the day that was given, or the day it was recorded. */
export const stepDay = ({ at, body }: Pick<CustodyEvent, 'at' | 'body'>): string => body.on ?? at.slice(0, 10)

/** Steps of copies: each must be allowed where the copy stands. Throws Failure 'step-refused' or 'not-found'. */
export const custodyProjector = (db: RegisterDatabase, ledger: CopyLedger) => {
  const paperFacts = db.prepare<[string], PaperFacts>(
    `SELECT issuance.copies AS "of", retain_until AS retainUntil
     FROM issuance JOIN document ON document.id = issuance.document WHERE issuance.id = ?`,
  )
  const copyAt = (id: string): LedgerCopy => {
    const copy = ledger.copy(id)
    if (copy === undefined) throw new Failure('not-found', `There is no copy ${id} in this register.`)
    return copy
  }
  const factsOf = ({ issuance }: LedgerCopy): PaperFacts =>
    paperFacts.get(issuance) ?? { of: 0, retainUntil: null }
  const refuse = (id: string, why: string): Failure => {
    const copy = copyAt(id)
    return new Failure('step-refused', `Copy ${copyLabel({ ...copy, of: factsOf(copy).of })} ${why}.`)
  }
  const requireReleased = (id: string): void => {
    const state = copyAt(id).settled?.state ?? 'reserved'
    if (state !== 'sealed') throw refuse(id, `is ${state}: it was never released`)
  }
  const requireRetained = (event: CustodyEvent): void => {
    const { retainUntil } = factsOf(copyAt(event.body.copyId))
    if (retainUntil === null || stepDay(event) >= retainUntil) return
    throw refuse(event.body.copyId, `must be kept until ${retainUntil}, so it cannot be destroyed`)
  }
  const write = (copyId: string, custody: Custody): void => {
    const holder = custody.holder === null ? null : ledger.recipientKey(custody.holder)
    ledger.setStand(copyId, { custody, holder })
  }
  const advance = (copyId: string, custody: Custody, step: CustodyStep, day: string): Custody => {
    const taken = takeStep(custody, step, day)
    if ('refused' in taken) throw refuse(copyId, taken.refused)
    return taken.custody
  }
  /** From the beginning, with the corrections that stand: they too must make a possible life. */
  const relive = (copyId: string): void => {
    const custody = ledger.standing(copyId).reduce((so: Custody, { type, body, day }) => {
      return advance(copyId, so, { type, body: JSON.parse(body) as CustodyStep['body'] } as CustodyStep, day)
    }, SEALED)
    write(copyId, custody)
  }
  const open = (copyId: string, target: number): LedgerStep => {
    const step = ledger.step(target, copyId)
    if (step === undefined) throw refuse(copyId, `has no step ${target} that could be corrected`)
    if (step.correctedBy !== null)
      throw refuse(copyId, `has step ${target} corrected by ${step.correctedBy} already; correct that one`)
    return step
  }
  const addStep = (event: number, given: CustodyEvent, place: number): void => {
    const { type, body } = given
    const day = stepDay(given)
    ledger.addStep({
      event,
      copy: body.copyId,
      type,
      place,
      day,
      body: canonicalJson(body),
      correctedBy: null,
    })
  }
  return {
    step: (given: CustodyEvent, event: number): void => {
      const { body, type } = given
      const { copyId } = body
      requireReleased(copyId)
      if (type === 'copy-destroyed') requireRetained(given)
      if (type === 'copy-transferred')
        ledger.index(copyId, searchWords([body.to.name, body.to.unit, body.to.id]))
      if (body.corrects === undefined) {
        addStep(event, given, event)
        write(copyId, advance(copyId, ledger.stand(copyId) ?? SEALED, given, stepDay(given)))
        return
      }
      const wrong = open(copyId, body.corrects)
      if (wrong.type !== type) throw refuse(copyId, `has another kind of step at ${body.corrects}; strike it`)
      ledger.correct(wrong, event)
      addStep(event, given, wrong.place)
      ledger.concern(copyId, event)
      relive(copyId)
    },
    strike: ({ body }: EventOf<'entry-struck'>, event: number): void => {
      requireReleased(body.copyId)
      ledger.correct(open(body.copyId, body.event), event)
      relive(body.copyId)
    },
  }
}
