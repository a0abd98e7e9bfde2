import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CALLS } from '../../shared/contract/app/calls.ts'
import { HOSTILE_FILES } from './hostile-files.ts'
import { TRANSPORTS } from './transports.ts'
import type { Stage } from './transports.ts'

const PASSPHRASE = 'a long enough passphrase'

describe.each(Object.entries(TRANSPORTS))('calls over the %s', (_, start) => {
  let stage: Stage
  beforeEach(async () => {
    stage = await start()
  })
  afterEach(async () => stage.end())

  const openVault = async (): Promise<void> => {
    const path = join(stage.folder, 'vault')
    await stage.client.ask('vault.create', { path, passphrase: PASSPHRASE, by: 'Clerk' })
  }
  const handOver = async (content: Uint8Array, name = 'file.pdf'): Promise<string> => {
    const { file } = await stage.client.ask('file.begin', { name, bytes: content.length })
    if (content.length > 0) await stage.client.ask('file.write', { file, bytes: new Uint8Array(content) })
    return file
  }

  it('answers every call of the contract, even where it only refuses', async () => {
    await openVault()
    const unanswered = []
    for (const method of Object.keys(CALLS).filter((name) => !name.startsWith('trace.'))) {
      const answer = await stage.client.begin(method, { unheard: 1 }).ended
      const refused = answer.kind === 'failed' && answer.error.code === 'usage'
      if (!refused) unanswered.push([method, answer])
    }
    expect(unanswered).toEqual([])
  })

  it.each([
    ['no call', 'vault.steal', {}],
    ['a name of Object’s own', 'constructor', {}],
    ['a missing field', 'vault.open', { path: '/x' }],
    ['a wrong type', 'register.copies', { limit: 'all' }],
    ['a field too many', 'app.state', { by: 'somebody else' }],
    ['a path for a file', 'issue.look', { document: '../../etc/passwd' }],
    ['a page below the first', 'issue.page', { document: 'f-00000000', page: 0, widthPx: 100 }],
    ['a picture too wide', 'issue.page', { document: 'f-00000000', page: 1, widthPx: 1e6 }],
    ['no object', 'vault.lock', null],
  ])('refuses %s', async (_, method, params) => {
    expect(await stage.client.begin(method, params).ended).toMatchObject({ error: { code: 'usage' } })
  })

  it('refuses what is no ask, where it can tell whom', async () => {
    stage.client.send({ kind: 'call', id: 7, method: 'app.state', params: {}, extra: true })
    stage.client.send({ kind: 'shout', id: 8 })
    stage.client.send({ kind: 'call', id: -1, method: 'app.state', params: {} })
    stage.client.send('what')
    await stage.client.ask('app.state', {})
    const failed = stage.client.heard.filter(({ kind }) => kind === 'failed')
    expect(failed).toMatchObject([
      { id: 7, error: { code: 'usage' } },
      { id: 8, error: { code: 'usage' } },
    ])
  })

  it('says why, by code, and never what it was working on', async () => {
    const { client, folder } = stage
    const missing = { path: join(folder, 'nowhere'), passphrase: 'my secret passphrase' }
    await expect(client.ask('vault.open', missing)).rejects.toMatchObject({ code: 'vault-missing' })
    await expect(client.ask('register.overview', {})).rejects.toMatchObject({ code: 'vault-locked' })
    const weak = { path: join(folder, 'v'), passphrase: 'a', by: 'Clerk' }
    await expect(client.ask('vault.create', weak)).rejects.toMatchObject({ code: 'passphrase-weak' })
    await openVault()
    await expect(client.ask('register.copy', { names: ['K7QF-3M2Y'] })).rejects.toMatchObject({
      code: 'code-mistyped',
    })
    await expect(client.ask('issue.look', { document: 'f-0000000000' })).rejects.toMatchObject({
      code: 'not-found',
    })
    expect(JSON.stringify([stage.log, client.heard])).not.toContain('my secret passphrase')
    expect(stage.log).toEqual([])
  })

  it('recovers a vault by its recovery key', async () => {
    const { client, folder } = stage
    const path = join(folder, 'vault')
    const { recoveryKey } = await client.ask('vault.create', { path, passphrase: PASSPHRASE, by: 'Clerk' })
    const recovered = await client.ask('vault.recover', {
      path,
      recoveryKey,
      newPassphrase: 'an entirely new one',
    })
    expect(recovered.recoveryKey).not.toBe(recoveryKey)
    await expect(client.ask('vault.open', { path, passphrase: PASSPHRASE })).rejects.toMatchObject({
      code: 'passphrase-wrong',
    })
    expect((await client.ask('vault.open', { path, passphrase: 'an entirely new one' })).vault?.path).toBe(
      path,
    )
  })

  it('outlives hostile files, each of which ends in words', async () => {
    await openVault()
    for (const [what, bytes] of Object.entries(HOSTILE_FILES)) {
      const document = await handOver(bytes)
      const look = await stage.client.begin('issue.look', { document }).ended
      expect([what, look]).toMatchObject([what, { error: { code: expect.stringMatching(/^document-/) } }])
      const list = await stage.client.begin('issue.read-list', { file: document }).ended
      expect([what, list]).toMatchObject([what, { error: { code: 'recipients-invalid' } }])
    }
    expect((await stage.client.ask('app.state', {})).vault).not.toBeNull()
  })

  it('stops an issue half-way, and says what became of it', async () => {
    await openVault()
    const { client, folder } = stage
    const { document } = await client.ask('sample.make', { language: 'en' })
    const recipients = Array.from({ length: 40 }, (_, i) => ({
      name: `Person ${i}`,
      unit: '',
      id: `${i}`,
      email: '',
    }))
    const order = { document: document.file, recipients, medium: 'both', folder: join(folder, 'copies') }
    const running = client.begin('issue.run', order)
    const waiting = client.begin('issue.run', { ...order, folder: join(folder, 'more') })
    const sealed = () =>
      running.heard.some(
        (heard) => heard.kind === 'progress' && heard.progress.stage === 'marking' && heard.progress.done > 1,
      )
    while (!sealed()) await client.ask('vault.touch', {})
    waiting.cancel()
    expect(await waiting.ended).toMatchObject({ kind: 'failed', error: { code: 'cancelled' } })
    running.cancel()
    expect(await running.ended).toMatchObject({ kind: 'failed', error: { code: 'cancelled' } })
    const { states, copies } = await client.ask('register.overview', {})
    expect(copies).toBe(40)
    expect(states['abandoned'] + states['at-desk']).toBe(40)
    expect(states['at-desk']).toBeGreaterThan(0)
    expect(states['abandoned']).toBeGreaterThan(0)
  })

  it('ends what is under way before a vault is locked', async () => {
    await openVault()
    const { client } = stage
    const { document } = await client.ask('sample.make', { language: 'en' })
    const call = client.begin('issue.forecast', { document: document.file, medium: 'both' })
    const locked = client.begin('vault.lock', {})
    expect(await call.ended).toMatchObject({ kind: 'failed' })
    expect(await locked.ended).toMatchObject({ kind: 'result', value: { vault: null } })
  })

  it('does not follow a file that is not whole', async () => {
    const { client } = stage
    await openVault()
    const { file } = await client.ask('file.begin', { name: 'a.pdf', bytes: 10 })
    await client.ask('file.write', { file, bytes: new Uint8Array(4) })
    await expect(client.ask('issue.look', { document: file })).rejects.toMatchObject({ code: 'usage' })
    await expect(client.ask('file.write', { file, bytes: new Uint8Array(7) })).rejects.toMatchObject({
      code: 'usage',
    })
    await client.ask('file.drop', { file })
    await expect(client.ask('file.drop', { file })).rejects.toMatchObject({ code: 'not-found' })
    writeFileSync(join(stage.folder, 'f-00000000'), 'not ours')
    await expect(client.ask('file.read', { file: 'f-00000000', offset: 0, length: 9 })).rejects.toMatchObject(
      {
        code: 'not-found',
      },
    )
  })
})
