import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openVault } from '../../../main/vault.ts'
import type { Vault } from '../../../main/vault.ts'
import { behindTheTriggers, filledVault, snapshot } from './tamper.ts'
import { closeAfterTest, expectFailure, importDocument, PASSPHRASE } from './fixture.ts'

const reopen = async (dir: string): Promise<Vault> => closeAfterTest(await openVault(dir, PASSPHRASE))

describe('verify against a checkpoint kept elsewhere', () => {
  it('tells a vault put back to an earlier state', async () => {
    const { vault, register } = await filledVault()
    const earlier = snapshot(vault)
    importDocument(register)
    const old = await reopen(earlier)
    expect(old.register.verify().verdict).toBe('intact')
    expect(old.register.verify(register.checkpoint())).toMatchObject({
      verdict: 'tail-missing',
      outside: { size: 7 },
    })
  })

  it('tells a history rewritten with the vault’s own key', async () => {
    const { vault, register } = await filledVault()
    const earlier = snapshot(vault)
    importDocument(register, { title: 'what happened' })
    const old = await reopen(earlier)
    importDocument(old.register, { title: 'what is claimed' })
    expect(old.register.verify().verdict).toBe('intact')
    expect(old.register.verify(register.checkpoint()).verdict).toBe('forked')
    importDocument(old.register)
    expect(old.register.verify(register.checkpoint()).verdict).toBe('forked')
  })

  it('tells another vault’s checkpoint, also when its name is forged', async () => {
    const { vault, register } = await filledVault()
    const other = await filledVault()
    const foreign = other.register.checkpoint()
    expect(register.verify(foreign).verdict).toBe('other-register')
    expect(register.verify(foreign.replaceAll(other.vault.id, vault.id)).verdict).toBe('other-register')
  })

  it('tells a register file replaced by another vault’s', async () => {
    const { vault, register } = await filledVault()
    const head = register.checkpoint()
    const other = await filledVault()
    const [ours, theirs] = [snapshot(vault), snapshot(other.vault)]
    copyFileSync(join(theirs, 'register.sqlite'), join(ours, 'register.sqlite'))
    const swapped = await reopen(ours)
    expect(swapped.register.verify(head).verdict).toBe('replaced')
    expectFailure(() => importDocument(swapped.register), 'register-altered')
  })

  it('refuses a checkpoint that was itself changed', async () => {
    const { register } = await filledVault()
    const head = register.checkpoint()
    expectFailure(() => register.verify(head.replace('\n6\n', '\n5\n')), 'checkpoint-invalid')
    expectFailure(() => register.verify('not a checkpoint'), 'checkpoint-invalid')
  })

  it('says altered, whatever the checkpoint, when the register is', async () => {
    const { vault, register } = await filledVault()
    const head = register.checkpoint()
    behindTheTriggers(vault, (db) => db.exec("UPDATE event SET leaf = replace(leaf, '12345', '54321')"))
    expect(register.verify(head).verdict).toBe('altered')
  })
})
