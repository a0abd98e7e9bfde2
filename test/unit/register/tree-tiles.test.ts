import { describe, expect, it } from 'vitest'
import { proveConsistency, proveInclusion } from '../../../main/register/merkle-proof.ts'
import { hashBytes } from '../../../main/register/merkle-tree.ts'
import type { Register } from '../../../main/register/register.ts'
import { openVault } from '../../../main/vault.ts'
import { closeAfterTest, expectFailure, newVault, PASSPHRASE, tracing } from './fixture.ts'
import { inFirstForm } from './first-form.ts'
import { behindTheTriggers, databaseOf, snapshot } from './tamper.ts'

/** Two whole tiles and a part of a third, appended in uneven batches. */
const EVENTS = 700

const fill = (register: Register): void => {
  for (let batch = 1; register.size() < EVENTS; batch = (batch * 7) % 31)
    register.append(Array.from({ length: Math.min(batch, EVENTS - register.size()) }, () => tracing()))
}

const filled = async () => {
  const vault = await newVault()
  fill(vault.register)
  const { register } = vault
  const indices = Array.from({ length: EVENTS }, (_, i) => i)
  const leaves = register.storedEvents(indices).map(({ hash }) => hashBytes(hash))
  return { vault, register, leaves }
}

describe('proofs out of stored tiles', () => {
  it('are those over all leaves, at every size asked for', async () => {
    const { register, leaves } = await filled()
    for (const size of [1, 2, 255, 256, 257, 511, 512, 513, 640, 699, EVENTS]) {
      for (const index of [0, 1, 127, 255, 256, 257, 511, 512, 639, 699].filter((i) => i < size))
        expect(register.inclusionProof(index, size)).toEqual(proveInclusion(leaves, index, size))
      for (const older of [1, 128, 255, 256, 300, 512, 600, size].filter((n) => n <= size))
        expect(register.consistencyProof(older, size)).toEqual(proveConsistency(leaves, older, size))
    }
    expect(() => register.inclusionProof(0, EVENTS + 1)).toThrow(RangeError)
    expect(register.verify().verdict).toBe('intact')
  })

  it('need their tiles, and verify tells when one is gone or wrong', async () => {
    const { vault, register } = await filled()
    const damages = [
      'UPDATE tree_tile SET root = zeroblob(32) WHERE position = 1',
      'DELETE FROM tree_tile WHERE position = 1',
      'INSERT INTO tree_tile VALUES (8, 2, zeroblob(32))',
    ]
    const whole = databaseOf(vault, (db) => db.prepare('SELECT * FROM tree_tile').all())
    for (const damage of damages) {
      behindTheTriggers(vault, (db) => {
        db.exec('DELETE FROM tree_tile')
        const put = db.prepare('INSERT INTO tree_tile VALUES (@height, @position, @root)')
        for (const row of whole) put.run(row)
        db.exec(damage)
      })
      expect(register.verify(), damage).toMatchObject({
        verdict: 'altered',
        findings: [{ kind: 'edge-wrong' }],
      })
    }
    databaseOf(vault, (db) => db.exec('DELETE FROM tree_tile'))
    expectFailure(() => register.inclusionProof(0), 'register-altered')
  })

  it('are filled when a register of an older form is opened', async () => {
    const { vault, register } = await filled()
    const proof = register.inclusionProof(300)
    const dir = snapshot(vault)
    inFirstForm(dir)
    const { register: again } = closeAfterTest(await openVault(dir, PASSPHRASE))
    expect(again.inclusionProof(300)).toEqual(proof)
    again.append([tracing()])
    expect(again.verify().verdict).toBe('intact')
  })
})
