import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CustodyType } from '../../shared/contract/custody-events.ts'
import { ALLOWED_FROM, CUSTODY_STATES } from '../../shared/contract/custody-steps.ts'
import type { Custody } from '../../shared/contract/custody-steps.ts'
import { Failure } from '../../shared/contract/failure.ts'
import type { NewEvent } from '../../shared/contract/events.ts'
import { sealedCopies, step } from '../unit/register/custody-fixture.ts'

const TYPES = Object.keys(ALLOWED_FROM) as CustodyType[]

/** A step of some copy, or a correction of a step some way back. */
const action = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ copy: fc.nat(2), type: fc.constantFrom(...TYPES), lent: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ back: fc.nat(6), strike: fc.boolean() }) },
)
type Action = ReturnType<typeof action.generate>['value']

type Register = Awaited<ReturnType<typeof sealedCopies>>['register']

const eventFor = (register: Register, copyIds: readonly string[], given: Action): NewEvent | null => {
  if ('type' in given) {
    const { copy, type, lent } = given
    return step(copyIds[copy], type, type === 'copy-transferred' ? { lent } : {})
  }
  const index = Math.max(0, register.size() - 1 - given.back)
  const event = register.event(index)
  if (!('copyId' in event.body) || event.body.copyId === undefined) return null
  const { copyId } = event.body
  if (given.strike)
    return { type: 'entry-struck', by: 'clerk', body: { copyId, event: index, reason: 'not so' } }
  return TYPES.includes(event.type as CustodyType)
    ? step(copyId, event.type as CustodyType, { corrects: index, reason: 'not so' })
    : null
}

/** What must hold of any copy, whatever was tried. */
const expectPossible = (custody: Custody): void => {
  expect(CUSTODY_STATES).toContain(custody.state)
  expect(custody.destroyed !== null).toBe(custody.state === 'destroyed')
  expect(custody.lostOn !== null).toBe(custody.state === 'lost')
  if (custody.state === 'lent') expect(custody.holder).not.toBeNull()
  else expect(custody.lender).toBeNull()
  if (['at-desk', 'returned', 'destroyed', 'lost'].includes(custody.state)) expect(custody.due).toBeNull()
  if (['out', 'lent', 'recalled'].includes(custody.state)) expect(custody.channel).not.toBeNull()
  if (custody.state === 'returned') expect(custody.returned).not.toBeNull()
}

describe('custody', () => {
  it('any steps and corrections keep a possible life, refused ones change nothing, and rebuilding gives the same', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 25 }), async (actions) => {
        const { register, copyIds } = await sealedCopies()
        for (const given of actions) {
          const event = eventFor(register, copyIds, given)
          if (event === null) continue
          const before = JSON.stringify(register.copies())
          try {
            register.append([event])
          } catch (error) {
            expect(error).toBeInstanceOf(Failure)
            expect((error as Failure).code).toBe('step-refused')
            expect(JSON.stringify(register.copies())).toBe(before)
          }
          for (const { custody } of register.copies()) if (custody !== null) expectPossible(custody)
        }
        const stood = register.copies()
        expect(register.verify()).toMatchObject({ verdict: 'intact', findings: [] })
        register.rebuildProjections()
        expect(register.copies()).toEqual(stood)
      }),
      { numRuns: 25 },
    )
  })
})
