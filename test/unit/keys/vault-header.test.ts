import { describe, expect, it } from 'vitest'
import { createVaultHeader, unlockVaultHeader } from '../../../main/keys/vault-header.ts'
import { expectRejection } from '../register/fixture.ts'

const ID = `v-${'a'.repeat(26)}`
const PASSPHRASE = 'correct horse battery'
const unlock = async (text: string, passphrase: string) => {
  const { keyring } = await unlockVaultHeader(text, { passphrase })
  return keyring
}
const create = (passphrase = PASSPHRASE, id = ID) => createVaultHeader(id, passphrase, 10)

interface Header {
  format: number
  signs?: number
  vaultId: string
  wraps: { scrypt: { logN: number; r: number; salt: string }; key: string }[]
}
const edited = (text: string, edit: (header: Header) => void): string => {
  const header = JSON.parse(text) as Header
  edit(header)
  return JSON.stringify(header)
}

describe('vault header', () => {
  it('gives the same keys back for the passphrase', async () => {
    const { text, keyring } = await create()
    const opened = await unlock(text, PASSPHRASE)
    expect(opened.publicKey).toEqual(keyring.publicKey)
    expect(opened.signStream('a', 16)).toEqual(keyring.signStream('a', 16))
    expect(text).not.toContain(PASSPHRASE)
  })

  it('says that a passphrase is wrong', async () => {
    const { text } = await create()
    for (const wrong of ['', 'correct horse batterx', `${PASSPHRASE} `, PASSPHRASE.toUpperCase()]) {
      await expectRejection(unlock(text, wrong), 'passphrase-wrong')
    }
  })

  it('takes the same passphrase however the keyboard composes it', async () => {
    const { text } = await create('Zürich\u00e9\u00e9\u00e9')
    await expect(unlock(text, 'Zu\u0308riche\u0301e\u0301e\u0301')).resolves.toBeDefined()
  })

  it('wants eight characters, counted as people count', async () => {
    await expectRejection(create('short'), 'passphrase-weak')
    await expectRejection(create('七个字的口令吗'), 'passphrase-weak')
    await expectRejection(create('\u{20000}'.repeat(7)), 'passphrase-weak')
    await expect(create('八个汉字就足够了')).resolves.toBeDefined()
  })

  it('does not open with another vault’s wrapped key', async () => {
    const { text } = await create()
    const other = `v-${'b'.repeat(26)}`
    await expectRejection(
      unlock(
        edited(text, (header) => void (header.vaultId = other)),
        PASSPHRASE,
      ),
      'passphrase-wrong',
    )
  })

  it('refuses damage and hostile costs before working on them', async () => {
    const { text } = await create()
    const damaged = [
      '',
      '[]',
      text.slice(0, -20),
      edited(text, (header) => void (header.wraps = [])),
      edited(text, ({ wraps }) => void (wraps[0].scrypt.logN = 31)),
      edited(text, ({ wraps }) => void (wraps[0].scrypt.logN = 1)),
      edited(text, ({ wraps }) => void (wraps[0].scrypt.r = 1 << 20)),
      edited(text, ({ wraps }) => void (wraps[0].scrypt.salt = '')),
      edited(text, ({ wraps }) => void (wraps[0].key = '*')),
    ]
    for (const bad of damaged) await expectRejection(unlock(bad, PASSPHRASE), 'vault-damaged')
    const cut = edited(text, ({ wraps }) => void (wraps[0].key = 'AAAA'))
    await expectRejection(unlock(cut, PASSPHRASE), 'passphrase-wrong')
  })

  it.each([(header: Header) => void delete header.signs, (header: Header) => void (header.signs = 1)])(
    'does not open once it tells of signs of another form: nothing would trace',
    async (edit) => {
      const { text, recoveryKey } = await create()
      await expectRejection(unlock(edited(text, edit), PASSPHRASE), 'passphrase-wrong')
      await expectRejection(unlockVaultHeader(edited(text, edit), { recoveryKey }), 'recovery-key-wrong')
    },
  )

  it('leaves a newer format alone', async () => {
    const { text } = await create()
    await expectRejection(
      unlock(
        edited(text, (header) => void (header.format = 4)),
        PASSPHRASE,
      ),
      'vault-newer',
    )
  })

  it('refuses to create with a cost out of bounds', async () => {
    for (const logN of [9, 21, 12.5, Number.NaN])
      await expectRejection(createVaultHeader(ID, PASSPHRASE, logN), 'usage')
  })
})
