import { describe, expect, it } from 'vitest'
import { removeHolder, renewRecoveryKey, setPassphrase } from '../../../main/keys/change-header.ts'
import { createVaultHeader, unlockVaultHeader } from '../../../main/keys/vault-header.ts'
import type { Role } from '../../../shared/contract/roles.ts'
import { expectRejection } from '../register/fixture.ts'

const ID = `v-${'a'.repeat(26)}`
const LEE = { passphrase: 'correct horse battery' }
const create = () => createVaultHeader(ID, LEE.passphrase, 10, 'lee')
const add = (text: string, name: string, role: Role, passphrase: string) =>
  setPassphrase({ text, opener: LEE, founder: 'lee' }, { name, role }, passphrase)

/** The header of a vault made before people had names, as the release of then wrote it for LEE's passphrase. */
const FIRST_FORMAT = JSON.stringify({
  format: 1,
  vaultId: ID,
  wraps: [
    {
      kind: 'passphrase',
      scrypt: { logN: 10, r: 8, p: 1, salt: '79Z2AwyR/eCIn29ccZtawg==' },
      key: 'AWWOp2Bb2pjS1Zjiq3R2EwkBWRmbd1mfv4VQp7UWcMjqAXmYUeNv9xe26jbCKFhG7q1XNVENWo7yCOmFQQ==',
    },
  ],
})
const FIRST_PUBLIC_KEY = 'yxQQV7a8Xm2Fe/82HvuG+swCKKBs/QlM648gBDgEmY8='

describe('a header that could not be read again', () => {
  it('is not written, for a name that is none', async () => {
    for (const name of ['Archive ', '', 'a'.repeat(101), 'a\nb'])
      await expectRejection(createVaultHeader(ID, LEE.passphrase, 10, name), 'usage')
    const { text } = await create()
    await expectRejection(add(text, ' Wu', 'auditor', 'a passphrase of Wu'), 'usage')
  })

  it('is not written for more people than it can hold, and opens for all that it does', async () => {
    const { text } = await create()
    const { wraps, ...rest } = JSON.parse(text) as { wraps: unknown[] }
    const [own] = wraps
    const full = JSON.stringify({
      ...rest,
      wraps: [...wraps, ...Array.from({ length: 64 - wraps.length }, () => own)],
    })
    await expectRejection(add(full, 'Wu', 'auditor', 'a passphrase of Wu'), 'usage')
    expect((await unlockVaultHeader(full, LEE)).holder?.name).toBe('lee')
  })
})

describe('people at one desk', () => {
  it('open the same keys, each with a passphrase of their own, and are told apart', async () => {
    const { text, keyring } = await create()
    const two = await add(text, 'Wu', 'auditor', 'a passphrase of Wu')
    const wu = await unlockVaultHeader(two, { passphrase: 'a passphrase of Wu' })
    expect(wu.holder).toEqual({ name: 'Wu', role: 'auditor' })
    expect(wu.keyring.publicKey).toEqual(keyring.publicKey)
    expect((await unlockVaultHeader(two, LEE)).holder).toEqual({ name: 'lee', role: 'custodian' })
    await expectRejection(unlockVaultHeader(two, { ...LEE, name: 'Wu' }), 'passphrase-wrong')
  })

  it('cannot give themselves another role or name by editing the file', async () => {
    const { text } = await create()
    const two = await add(text, 'Wu', 'auditor', 'a passphrase of Wu')
    for (const forged of [two.replace('"auditor"', '"custodian"'), two.replace('"Wu"', '"lee2"')])
      await expectRejection(
        unlockVaultHeader(forged, { passphrase: 'a passphrase of Wu' }),
        'passphrase-wrong',
      )
  })

  it('are removed, but for the last custodian', async () => {
    const { text } = await create()
    const two = await add(text, 'Wu', 'investigator', 'a passphrase of Wu')
    const change = { text: two, opener: LEE, founder: 'lee' }
    const one = await removeHolder(change, 'Wu')
    await expectRejection(unlockVaultHeader(one, { passphrase: 'a passphrase of Wu' }), 'passphrase-wrong')
    await expectRejection(removeHolder(change, 'lee'), 'not-permitted')
  })

  it('change a passphrase: the old one opens nothing any more', async () => {
    const { text } = await create()
    const changed = await setPassphrase(
      { text, opener: LEE, founder: 'lee' },
      { name: 'lee', role: 'custodian' },
      'another one',
    )
    await expectRejection(unlockVaultHeader(changed, LEE), 'passphrase-wrong')
    expect((await unlockVaultHeader(changed, { passphrase: 'another one' })).holder?.name).toBe('lee')
    await expectRejection(add(text, 'Wu', 'auditor', 'short'), 'passphrase-weak')
  })
})

describe('the recovery key', () => {
  it('opens the vault, sets a new passphrase, and is replaced by a newer one', async () => {
    const { text, recoveryKey, keyring } = await create()
    const opened = await unlockVaultHeader(text, { recoveryKey: recoveryKey.toLowerCase() })
    expect(opened.keyring.publicKey).toEqual(keyring.publicKey)
    const change = { text, opener: { recoveryKey }, founder: 'lee' }
    const reset = await setPassphrase(change, { name: 'lee', role: 'custodian' }, 'another one')
    expect((await unlockVaultHeader(reset, { passphrase: 'another one' })).holder?.name).toBe('lee')
    const renewed = await renewRecoveryKey({ ...change, text: reset })
    await expectRejection(unlockVaultHeader(renewed.text, { recoveryKey }), 'recovery-key-wrong')
    const again = await unlockVaultHeader(renewed.text, { recoveryKey: renewed.recoveryKey })
    expect(again.keyring.publicKey).toEqual(keyring.publicKey)
    expect(text + renewed.text).not.toContain(recoveryKey.slice(0, 11))
  })

  it('is of one vault only', async () => {
    const { text } = await create()
    const other = await createVaultHeader(`v-${'b'.repeat(26)}`, LEE.passphrase, 10)
    await expectRejection(unlockVaultHeader(text, { recoveryKey: other.recoveryKey }), 'recovery-key-wrong')
    await expectRejection(unlockVaultHeader(text, { recoveryKey: 'nonsense' }), 'recovery-key-wrong')
  })
})

describe('a header of the first format', () => {
  it('still opens, and gets its names when somebody is added', async () => {
    const old = await unlockVaultHeader(FIRST_FORMAT, LEE)
    expect(Buffer.from(old.keyring.publicKey).toString('base64')).toBe(FIRST_PUBLIC_KEY)
    expect(old.holder).toBeNull()
    const two = await add(FIRST_FORMAT, 'Wu', 'auditor', 'a passphrase of Wu')
    const lee = await unlockVaultHeader(two, LEE)
    expect(lee.holder).toEqual({ name: 'lee', role: 'custodian' })
    expect(Buffer.from(lee.keyring.publicKey).toString('base64')).toBe(FIRST_PUBLIC_KEY)
  })
})

/** As the release of before signs had a second form wrote it, for a passphrase and a recovery key. */
const SECOND_FORMAT = JSON.stringify({
  format: 2,
  vaultId: ID,
  wraps: [
    {
      kind: 'passphrase',
      holder: { name: 'lee', role: 'custodian' },
      scrypt: { logN: 10, r: 8, p: 1, salt: 's5QraSu/h0MUBAzxg6Qe+Q==' },
      key: 'AUt98n3Rx/CWSGRenNDz9dFcrzMBsUZgpZpGJkKJgdq+kGF3QgoVWL5V7bscHPO4fo+7jqjBnNxn7GcoVA==',
    },
    {
      kind: 'recovery',
      key: 'AeoOUzgUFvN7fvHQO3f2t4VLIqwJl6YKPmMOCmIMc13G3yKnuKJrUTfDfFxBK/aIxlySprw42BKOPTNPbw==',
    },
  ],
})
const SECOND_RECOVERY_KEY = '8M31B-RYR1T-JDS1C-CEZA9-PVRY6-764K8-0KZG4-A368T'

describe('a header of the second format', () => {
  it('still opens, and its copies keep their signs, whoever is added and whatever is renewed', async () => {
    const opener = { passphrase: 'correct horse' }
    const two = await setPassphrase(
      { text: SECOND_FORMAT, opener, founder: 'lee' },
      { name: 'Wu', role: 'auditor' },
      'a passphrase of Wu',
    )
    const renewed = await renewRecoveryKey({ text: two, opener, founder: 'lee' })
    const openings = [
      unlockVaultHeader(SECOND_FORMAT, opener),
      unlockVaultHeader(SECOND_FORMAT, { recoveryKey: SECOND_RECOVERY_KEY }),
      unlockVaultHeader(two, { passphrase: 'a passphrase of Wu' }),
      unlockVaultHeader(renewed.text, { recoveryKey: renewed.recoveryKey }),
    ]
    for (const { keyring } of await Promise.all(openings)) {
      expect(Buffer.from(keyring.signStream('label', 8)).toString('hex')).toBe('95c629151396cfad')
      expect(Buffer.from(keyring.decoyStream('label', 8)).toString('hex')).toBe('754e7cedb4a8292e')
      expect(keyring.signStarts).toBeNull()
    }
  })
})
