import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { addCosigned, cosignedIn } from '../../../main/engine/cosigned-checkpoints.ts'
import { verifyVault } from '../../../main/engine/verify-vault.ts'
import { cosignCheckpoint, initWitness } from '../../../main/engine/witness.ts'
import { originOf, signCheckpoint } from '../../../main/register/checkpoint.ts'
import { openVault } from '../../../main/vault.ts'
import type { Vault } from '../../../main/vault.ts'
import {
  closeAfterTest,
  expectRejection,
  importDocument,
  newVault,
  PASSPHRASE,
  temporaryFolder,
} from '../register/fixture.ts'
import { snapshot } from '../register/tamper.ts'

const file = (text: string): string => {
  const path = join(temporaryFolder(), 'checkpoint.txt')
  writeFileSync(path, text)
  return path
}

const witnessOf = async (name: string) => {
  const dir = join(temporaryFolder(), 'witness')
  const passphrase = 'another good passphrase'
  const { key } = await initWitness({ dir, name, passphrase, scryptLogN: 10 })
  const sign = async ({ register }: Vault, text: string): Promise<string> => {
    const made = await cosignCheckpoint({
      dir,
      passphrase,
      file: file(text),
      registerKey: register.verifierKey(),
    })
    return file(made.checkpoint)
  }
  return { key, sign }
}

describe('checkpoints that witnesses signed', () => {
  it('are kept, and every verify holds the register against them', async () => {
    const vault = await newVault()
    const [lee, kim] = [await witnessOf('lee'), await witnessOf('kim')]
    expect((await verifyVault(vault)).cosigned).toEqual([])
    const first = await lee.sign(vault, vault.register.checkpoint())
    await expectRejection(addCosigned(vault, { file: first }), 'checkpoint-invalid')
    await addCosigned(vault, { file: first, witnessKey: lee.key })
    await addCosigned(vault, { file: first })
    importDocument(vault.register)
    const second = await kim.sign(vault, vault.register.checkpoint())
    await expectRejection(addCosigned(vault, { file: second }), 'checkpoint-invalid')
    await expectRejection(addCosigned(vault, { file: second, witnessKey: lee.key }), 'checkpoint-invalid')
    await addCosigned(vault, { file: second, witnessKey: kim.key })
    importDocument(vault.register)
    const { verdict, cosigned } = await verifyVault(vault)
    expect([verdict, cosigned.map(({ name, size }) => [name, size])]).toEqual([
      'intact',
      [
        ['lee', 1],
        ['kim', 2],
      ],
    ])
  })

  it('give away a history that was rewritten with the vault’s own key', async () => {
    const vault = await newVault()
    const lee = await witnessOf('lee')
    const earlier = snapshot(vault)
    importDocument(vault.register)
    await addCosigned(vault, {
      file: await lee.sign(vault, vault.register.checkpoint()),
      witnessKey: lee.key,
    })
    // The thief of a passphrase begins again from before, and puts that register in the place of this one.
    cpSync(join(vault.dir, 'blobs'), join(earlier, 'blobs'), { recursive: true })
    const thief = closeAfterTest(await openVault(earlier, PASSPHRASE))
    expect((await verifyVault(thief)).verdict).toBe('tail-missing')
    importDocument(thief.register)
    expect((await verifyVault(thief)).verdict).toBe('forked')
    expect(thief.register.verify().verdict).toBe('intact')
  })

  it('are refused where the register did not grow out of them, or did not sign them', async () => {
    const vault = await newVault()
    const lee = await witnessOf('lee')
    const forge = (size: number): string =>
      signCheckpoint({ origin: originOf(vault.id), size, root: Buffer.alloc(32, 7) }, vault.keyring)
    const other = await newVault()
    const add = async (of: Vault, text: string) => {
      const signed = await (await witnessOf('lee')).sign(of, text)
      return addCosigned(vault, { file: signed, witnessKey: lee.key })
    }
    await expectRejection(add(vault, forge(1)), 'register-altered')
    await expectRejection(add(vault, forge(9)), 'register-altered')
    await expectRejection(add(other, other.register.checkpoint()), 'checkpoint-invalid')
    expect(cosignedIn(vault)).toEqual([])
    const auditor = { ...vault, user: { name: 'X', role: 'auditor' as const } }
    await expectRejection(addCosigned(auditor, { file: file('x') }), 'not-permitted')
  })
})
