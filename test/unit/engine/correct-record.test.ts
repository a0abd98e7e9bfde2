import { describe, expect, it } from 'vitest'
import { correctEvent } from '../../../main/engine/custody/correct-event.ts'
import { handOver } from '../../../main/engine/custody/hand-over.ts'
import { musterCopies } from '../../../main/engine/custody/muster-copies.ts'
import { showCopy } from '../../../main/engine/custody/show-copy.ts'
import { logNames, sayLogEvent } from '../../../main/engine/custody/say-log-event.ts'
import { exportCopies } from '../../../main/engine/papers/export-copies.ts'
import { join } from 'node:path'
import { sealedCopies, step } from '../register/custody-fixture.ts'
import { expectFailure, temporaryFolder } from '../register/fixture.ts'
import type { Vault } from '../../../main/vault.ts'

const correct = (vault: Vault, event: number, set: Record<string, string> = {}) =>
  correctEvent(vault, { event, reason: 'miscounted', set, by: 'clerk' })

const muster = (vault: Vault, names: readonly string[]) =>
  musterCopies(vault, { found: { names }, place: 'desk', by: 'clerk' }).event

const handover = (vault: Vault) => handOver(vault, { from: 'Mei', to: 'Lin', by: 'Mei' }).event

const exported = async (vault: Vault) => {
  const out = join(temporaryFolder(), 'list.csv')
  return (await exportCopies(vault, { question: {}, format: 'csv', out, by: 'clerk' })).event
}

const says = ({ register }: Vault, index: number): string =>
  sayLogEvent(register.event(index), logNames(register)).en

describe('a record of the register as a whole is corrected by a later one:', () => {
  it('an inventory, and what it said of each copy is counted again', async () => {
    const { vault, register, copyIds } = await sealedCopies()
    const [first, second] = copyIds
    const found = () => copyIds.map((id) => register.copy(id).mustered?.found)
    const early = muster(vault, copyIds)
    const wrong = muster(vault, [first])
    expect(found()).toEqual([true, false, false])
    const code = register.copy(second).code
    const { event, copy } = correct(vault, wrong, {
      found: `${first}，${code}`,
      note: 'two were in the safe',
    })
    expect([found(), copy]).toEqual([[true, true, false], null])
    expect(says(vault, event)).toBe(
      `inventory: 3 expected, 2 found, 1 missing (in place of event ${wrong}: miscounted). Note: two were in the safe`,
    )
    const history = showCopy(register, [second]).history
    expect(history.find((entry) => entry.event === wrong)?.correctedBy).toBe(event)
    expect(history.find((entry) => entry.event === event)?.corrects).toBe(wrong)
    expect((await register.log({ limit: 9 })).find(({ index }) => index === wrong)?.correctedBy).toBe(event)
    expect(register.musters().map(({ correctedBy }) => correctedBy)).toEqual([null, event, null])

    const strike = correct(vault, event).event
    expect(found()).toEqual([true, true, true])
    expect(showCopy(register, [second]).history.at(-1)).toMatchObject({ event: strike, corrects: event })
    correct(vault, early)
    expect(found()).toEqual([undefined, undefined, undefined])
    expect(register.verify()).toMatchObject({ verdict: 'intact', findings: [] })
    register.rebuildProjections()
    expect(found()).toEqual([undefined, undefined, undefined])
  })

  it('one inventory corrected does not undo a later one', async () => {
    const { vault, register, copyIds } = await sealedCopies()
    const early = muster(vault, copyIds)
    muster(vault, [])
    correct(vault, early, { found: copyIds[0] })
    expect(copyIds.map((id) => register.copy(id).mustered?.found)).toEqual([false, false, false])
  })

  it('a handover and an export', async () => {
    const { vault, register, copyIds } = await sealedCopies()
    register.append([step(copyIds[0], 'copy-handed-out')])
    const [given, out] = [handover(vault), await exported(vault)]
    const righted = correct(vault, given, { to: 'Lim', missing: copyIds[1], taken: copyIds[2] }).event
    expect(says(vault, righted)).toMatch(
      /^Lim took over from Mei: 1 copies counted, 1 missing, 1 with people/,
    )
    const struck = correct(vault, out).event
    expect(says(vault, struck)).toBe(`event ${out} struck: miscounted`)
    const corrections = (await register.log({ limit: 9 })).map(({ index, correctedBy }) => [
      index,
      correctedBy,
    ])
    expect(corrections).toContainEqual([given, righted])
    expect(corrections).toContainEqual([out, struck])
    expect(register.verify()).toMatchObject({ verdict: 'intact', findings: [] })
  })

  it('once, by one of its own kind, and in what it has', async () => {
    const { vault, register, copyIds, documentId } = await sealedCopies()
    const [counted, given] = [muster(vault, copyIds), handover(vault)]
    correct(vault, counted)
    const size = register.size()
    expectFailure(() => correct(vault, counted), 'step-refused')
    expectFailure(() => correct(vault, given, { scope: 'x' }), 'usage')
    expectFailure(() => correct(vault, given, { to: 'mei' }), 'usage')
    expectFailure(() => correct(vault, given, { taken: 'K7QF-3M2X' }), 'code-mistyped')
    expectFailure(() => correct(vault, 0), 'step-refused')
    const body = { musterId: `m-${'a'.repeat(26)}`, scope: 'x', expected: [], found: [], reason: 'x' }
    for (const corrects of [given, counted, 99, size])
      expectFailure(
        () => register.append([{ type: 'mustered', by: 'clerk', body: { ...body, corrects } }]),
        'step-refused',
      )
    expect([register.size(), register.document(documentId).id]).toEqual([size, documentId])
  })
})

it('whether a copy was whole, or lent, is what was said and nothing that is guessed', async () => {
  const { vault, register, copyIds } = await sealedCopies()
  register.append([step(copyIds[0], 'copy-handed-out')])
  register.append([step(copyIds[0], 'pages-checked', { complete: false })])
  const checked = register.size() - 1
  for (const typed of ['maybe', '', 'y', '1'])
    expectFailure(() => correct(vault, checked, { complete: typed }), 'usage')
  const { event } = correct(vault, checked, { complete: 'Yes' })
  expect(register.event(event).body).toMatchObject({ complete: true })
})

it('a hand-over counted with nothing on an empty desk is recorded; one with copies still there is not', async () => {
  const { vault, register, copyIds } = await sealedCopies()
  const give = { from: 'Mei', to: 'Lin', counted: { names: [] }, by: 'Mei' }
  expectFailure(() => handOver(vault, give), 'step-refused')
  register.append(copyIds.map((id) => step(id, 'copy-handed-out')))
  const { taken, missing, outstanding } = handOver(vault, give)
  expect([taken.length, missing.length, outstanding.length]).toEqual([0, 0, 3])
})
