import { copyLabel } from '../../../shared/contract/copy-label.ts'
import { isCustodyType } from '../../../shared/contract/custody-events.ts'
import type { CustodyType } from '../../../shared/contract/custody-events.ts'
import type { Recipient, RegisterEvent } from '../../../shared/contract/events.ts'
import type { Exposure, Holding } from '../../../shared/contract/retold-results.ts'
import type { RegisterReader } from '../../register/register.ts'
import type { CopyRow, NumberedEvent } from '../../register/rows.ts'
import type { Moment } from './moment.ts'

type StepEvent = Extract<RegisterEvent, { type: CustodyType }>

interface Step {
  /** Among the copy's steps: a correction stands where what it corrects stood. */
  readonly place: number
  readonly day: string
  readonly event: StepEvent
}

const isStep = (event: RegisterEvent): event is StepEvent => isCustodyType(event.type)

/** What stands of a copy's steps up to a day, in the order of its life. */
const stepsUntil = (history: readonly NumberedEvent[], lastDay: string): Step[] => {
  const placeOf = new Map<number, number>()
  return history
    .flatMap(({ index, event, correctedBy }) => {
      if (!isStep(event)) return []
      const { corrects, on } = event.body
      const place = corrects === undefined ? index : (placeOf.get(corrects) ?? corrects)
      placeOf.set(index, place)
      const day = on ?? event.at.slice(0, 10)
      return correctedBy === null && day <= lastDay ? [{ place, day, event }] : []
    })
    .toSorted((a, b) => a.place - b.place)
}

const person = ({ name, unit, id }: Recipient): Holding['person'] => ({ name, unit, id })

/** The copy's life as somebody's having it after somebody else. */
interface Life {
  readonly past: readonly Holding[]
  readonly current: Holding | null
  /** Whom a lent copy goes back to. */
  readonly lender: Recipient | null
}

const ended = ({ past, current }: Life, until: string, how: Holding['ended']): readonly Holding[] =>
  current === null ? past : [...past, { ...current, until, ended: how }]

const holdingOf = (copy: CopyRow, who: Recipient, from: string, takenBy: string | null): Holding => ({
  copy: copyLabel(copy),
  id: copy.id,
  issuance: copy.issuanceId,
  person: person(who),
  takenBy,
  from,
  until: null,
  ended: null,
  signed: false,
})

const ENDS = { 'copy-returned': 'returned', 'copy-lost': 'lost', 'copy-destroyed': 'destroyed' } as const

const live = (copy: CopyRow, life: Life, { event, day }: Step): Life => {
  switch (event.type) {
    case 'copy-handed-out': {
      const current = holdingOf(copy, copy.recipient, day, event.body.to ?? null)
      return { past: ended(life, day, 'handed-on'), current, lender: null }
    }
    case 'copy-transferred': {
      const { to, lent } = event.body
      const past = ended(life, day, lent ? 'lent' : 'handed-on')
      const holder = life.current === null ? copy.recipient : { ...life.current.person, email: '' }
      return { past, current: holdingOf(copy, to, day, null), lender: lent ? holder : null }
    }
    case 'copy-taken-back': {
      const current = holdingOf(copy, life.lender ?? copy.recipient, day, null)
      return { past: ended(life, day, 'taken-back'), current, lender: null }
    }
    case 'copy-returned':
    case 'copy-lost':
    case 'copy-destroyed':
      return { past: ended(life, day, ENDS[event.type]), current: null, lender: null }
    case 'receipt-signed':
      return { ...life, current: life.current === null ? null : { ...life.current, signed: true } }
    case 'pages-checked':
    case 'copy-recalled':
    case 'incident-linked':
      return life
  }
}

/** Everybody who had a copy at some time up to then, in order: whoever gave it back had read it all the same. */
export const holdingsOf = (copy: CopyRow, history: readonly NumberedEvent[], { day }: Moment): Holding[] => {
  const nobody: Life = { past: [], current: null, lender: null }
  const { past, current } = stepsUntil(history, day).reduce((life, step) => live(copy, life, step), nobody)
  return current === null ? [...past] : [...past, current]
}

/** Who had copies of a document by then; null where none was sealed yet. */
export const exposureOf = (register: RegisterReader, documentId: string, moment: Moment): Exposure | null => {
  const sealed = register
    .copies({ documentId, state: 'sealed' })
    .flatMap((copy) =>
      copy.settledAt !== null && copy.settledAt <= moment.iso ? [{ copy, at: copy.settledAt }] : [],
    )
  if (sealed.length === 0) return null
  const lives = sealed.map(({ copy }) => ({
    copy,
    holdings: holdingsOf(copy, register.history(copy.id), moment),
  }))
  return {
    issued: sealed.reduce((first, { at }) => (at < first ? at : first), sealed[0].at),
    issuances: [...new Set(sealed.map(({ copy }) => copy.issuanceId))],
    copies: sealed.length,
    holdings: lives.flatMap(({ holdings }) => holdings),
    notHandedOut: lives
      .filter(({ holdings }) => holdings.length === 0)
      .map(({ copy }) => ({
        copy: copyLabel(copy),
        id: copy.id,
        issuance: copy.issuanceId,
        recipient: person(copy.recipient),
      })),
  }
}
