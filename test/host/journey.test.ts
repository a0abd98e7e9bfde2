import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TRANSPORTS } from './transports.ts'
import type { Stage } from './transports.ts'

const PASSPHRASE = 'a long enough passphrase'

describe.each(Object.entries(TRANSPORTS))('over the %s', (_, start) => {
  let stage: Stage
  beforeAll(async () => {
    stage = await start()
  })
  afterAll(async () => stage.end())

  it('goes from first run to sealed copies and their custody', async () => {
    const { client, folder } = stage
    expect((await client.ask('app.state', {})).vault).toBeNull()
    const path = join(folder, 'vault')
    const made = await client.ask('vault.create', { path, passphrase: PASSPHRASE, by: '陈立群' })
    expect(made.state.vault).toMatchObject({ path, user: { name: '陈立群', role: 'custodian' } })
    const sample = await client.ask('sample.make', { language: 'zh' })
    const looked = await client.ask('issue.look', { document: sample.document.file })
    expect(looked).toMatchObject({ title: sample.title, known: null })
    const page = await client.ask('issue.page', { document: sample.document.file, page: 1, widthPx: 600 })
    expect(page).toMatchObject({ widthPx: 600, type: 'image/png' })
    const { recipients, problems } = await client.ask('issue.read-list', { text: sample.recipients })
    expect(problems).toEqual([])
    const t0 = performance.now()
    const preview = () =>
      client.ask('issue.preview', {
        document: sample.document.file,
        page: 1,
        widthPx: 900,
        recipients,
        number: 2,
        medium: 'both' as const,
      })
    await preview()
    const t1 = performance.now()
    await preview()
    console.log('preview', t1 - t0, performance.now() - t1)
    const issued = await client.ask('issue.run', {
      document: sample.document.file,
      recipients,
      medium: 'both',
      folder: join(folder, 'copies'),
      occasion: sample.occasion,
      due: '2099-01-01',
    })
    expect(issued.copies).toHaveLength(recipients.length)
    const overview = await client.ask('register.overview', {})
    expect(overview).toMatchObject({ documents: 1, issuances: 1, copies: 6, states: { 'at-desk': 6 } })
    const copies = await client.ask('register.copies', { limit: 4 })
    expect(copies.rows).toHaveLength(4)
    expect(copies.total).toBe(6)
    expect((await client.ask('vault.lock', {})).vault).toBeNull()
    expect(client.notices).toContain('locked')
    expect(stage.log).toEqual([])
  })
})
