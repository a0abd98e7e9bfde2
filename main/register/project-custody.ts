import { Failure } from '../../shared/contract/failure.ts'
import type { CustodyStep, CustodyType } from '../../shared/contract/custody-events.ts'
import { SEALED, takeStep } from '../../shared/contract/custody-steps.ts'
import type { Custody } from '../../shared/contract/custody-steps.ts'
import { copyLabel } from '../../shared/contract/copy-label.ts'
import type { RegisterEvent } from '../../shared/contract/events.ts'
import { canonicalJson } from './canonical-json.ts'
import type { RegisterDatabase } from './open-database.ts'
import { recipientKeys } from './project-recipient.ts'
import { searchInserter } from './project-search.ts'

type EventOf<T extends RegisterEvent['type']> = Extract<RegisterEvent, { type: T }>
export type CustodyEvent = EventOf<CustodyType>

interface StoredStep {
  readonly event: number
  readonly type: CustodyType
  readonly place: number
  readonly day: string
  readonly body: string
  readonly correctedBy: number | null
}

interface CopyFacts {
  readonly number: number
  readonly of: number
  readonly sub: number
  readonly subOf: number
  readonly state: string
  readonly retainUntil: string | null
}

const STEPS = 'SELECT event, type, place, day, body, corrected_by AS correctedBy FROM custody_step'

/** When a step happened: the day that was given, or the day it was recorded. */
export const stepDay = ({ at, body }: Pick<CustodyEvent, 'at' | 'body'>): string => body.on ?? at.slice(0, 10)

const statements = (db: RegisterDatabase) => ({
  state: db.prepare<[string], string>('SELECT state FROM copy WHERE id = ?').pluck(),
  copy: db.prepare<[string], CopyFacts>(
    `SELECT copy.number, issuance.copies AS "of", sub, sub_of AS subOf, state, retain_until AS retainUntil
     FROM copy JOIN issuance ON issuance.id = copy.issuance JOIN document ON document.id = issuance.document
     WHERE copy.id = ?`,
  ),
  facts: db.prepare<[string], string>('SELECT facts FROM custody WHERE copy = ?').pluck(),
  write: db.prepare(
    `INSERT INTO custody (copy, state, holder, due, facts) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (copy) DO UPDATE SET state = excluded.state, holder = excluded.holder, due = excluded.due,
       facts = excluded.facts`,
  ),
  insertStep: db.prepare('INSERT INTO custody_step VALUES (?, ?, ?, ?, ?, ?, NULL)'),
  step: db.prepare<[number, string], StoredStep>(`${STEPS} WHERE event = ? AND copy = ?`),
  standing: db.prepare<[string], StoredStep>(
    `${STEPS} WHERE copy = ? AND corrected_by IS NULL ORDER BY place, event`,
  ),
  correct: db.prepare('UPDATE custody_step SET corrected_by = ? WHERE event = ?'),
})

/** Steps of copies: each must be allowed where the copy stands. Throws Failure 'step-refused' or 'not-found'. */
export const custodyProjector = (db: RegisterDatabase) => {
  const run = statements(db)
  const recipientKey = recipientKeys(db)
  const index = searchInserter(db)
  const factsOf = (id: string): CopyFacts => {
    const copy = run.copy.get(id)
    if (copy === undefined) throw new Failure('not-found', `There is no copy ${id} in this register.`)
    return copy
  }
  const refuse = (id: string, why: string): Failure => {
    const copy = factsOf(id)
    return new Failure('step-refused', `Copy ${copyLabel(copy)} ${why}.`)
  }
  const requireReleased = (id: string): void => {
    const state = run.state.get(id)
    if (state !== 'sealed') throw refuse(id, `is ${state}: it was never released`)
  }
  const requireRetained = (event: CustodyEvent): void => {
    const { retainUntil } = factsOf(event.body.copyId)
    if (retainUntil === null || stepDay(event) >= retainUntil) return
    throw refuse(event.body.copyId, `must be kept until ${retainUntil}, so it cannot be destroyed`)
  }
  const write = (copyId: string, custody: Custody): void => {
    const holder = custody.holder === null ? null : recipientKey(custody.holder)
    run.write.run(copyId, custody.state, holder, custody.due, canonicalJson({ ...custody }))
  }
  const stand = (copyId: string): Custody => {
    const facts = run.facts.get(copyId)
    return facts === undefined ? SEALED : (JSON.parse(facts) as Custody)
  }
  const advance = (copyId: string, custody: Custody, step: CustodyStep, day: string): Custody => {
    const taken = takeStep(custody, step, day)
    if ('refused' in taken) throw refuse(copyId, taken.refused)
    return taken.custody
  }
  /** From the beginning, with the corrections that stand: they too must make a possible life. */
  const relive = (copyId: string): void => {
    const steps = run.standing.all(copyId)
    const custody = steps.reduce((so: Custody, { type, body, day }) => {
      return advance(copyId, so, { type, body: JSON.parse(body) as CustodyStep['body'] } as CustodyStep, day)
    }, SEALED)
    write(copyId, custody)
  }
  const open = (copyId: string, target: number): StoredStep => {
    const step = run.step.get(target, copyId)
    if (step === undefined) throw refuse(copyId, `has no step ${target} that could be corrected`)
    if (step.correctedBy !== null)
      throw refuse(copyId, `has step ${target} corrected by ${step.correctedBy} already; correct that one`)
    return step
  }
  const insertStep = (event: number, { type, body, at }: CustodyEvent, place: number): void => {
    const day = stepDay({ at, body })
    run.insertStep.run(event, body.copyId, type, place, day, canonicalJson(body))
  }
  return {
    step: (given: CustodyEvent, event: number): void => {
      const { body, type } = given
      requireReleased(body.copyId)
      if (type === 'copy-destroyed') requireRetained(given)
      if (type === 'copy-transferred') index(body.copyId, [body.to.name, body.to.unit, body.to.id])
      if (body.corrects === undefined) {
        insertStep(event, given, event)
        write(body.copyId, advance(body.copyId, stand(body.copyId), given, stepDay(given)))
        return
      }
      const wrong = open(body.copyId, body.corrects)
      if (wrong.type !== type)
        throw refuse(body.copyId, `has another kind of step at ${body.corrects}; strike it`)
      run.correct.run(event, wrong.event)
      insertStep(event, given, wrong.place)
      relive(body.copyId)
    },
    strike: ({ body }: EventOf<'entry-struck'>, event: number): void => {
      requireReleased(body.copyId)
      run.correct.run(event, open(body.copyId, body.event).event)
      relive(body.copyId)
    },
  }
}
