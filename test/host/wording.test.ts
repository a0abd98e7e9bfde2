import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRaster } from '../../main/document/open-raster.ts'
import type { Result } from '../../shared/contract/app/calls.ts'
import type { WordingList } from '../../shared/contract/wording-list.ts'
import { encodeWordingList } from '../../shared/contract/wording-list.ts'
import { foldWording } from '../../shared/mark/fold-wording.ts'
import { wordingPaper } from '../paper/wording-paper.ts'
import type { Client } from './client.ts'
import { TRANSPORTS } from './transports.ts'
import type { Stage } from './transports.ts'

const PEOPLE = ['Ann Lee', 'Bo Lind', '蔡伟'].map((name) => ({ name, unit: '', id: '', email: '' }))

const foldedText = async (pdf: string): Promise<string> => {
  const raster = await openRaster(readFileSync(pdf))
  const text = Array.from({ length: raster.pageCount }, (_, page) => raster.text(page)).join('')
  raster.close()
  return foldWording(text)
}

describe.each(Object.entries(TRANSPORTS))('wordings by consent over the %s', (_, start) => {
  let stage: Stage
  let client: Client
  let document = ''
  let proposed: Result<'wording.propose'>

  const handOver = async (name: string, content: Uint8Array): Promise<string> => {
    const { file } = await client.ask('file.begin', { name, bytes: content.length })
    await client.ask('file.write', { file, bytes: new Uint8Array(content) })
    return file
  }
  const handList = (list: WordingList): Promise<string> =>
    handOver('minutes.wording.json', Buffer.from(encodeWordingList(list)))
  const approving = (isApproved: (index: number) => boolean): WordingList => ({
    ...proposed.list,
    places: proposed.list.places.map((place, index) => ({ ...place, approved: isApproved(index) })),
  })

  beforeAll(async () => {
    stage = await start()
    client = stage.client
    const path = join(stage.folder, 'vault')
    await client.ask('vault.create', { path, passphrase: 'a long enough passphrase', by: 'Clerk' })
    document = await handOver('minutes.pdf', await wordingPaper())
  })
  afterAll(async () => stage.end())

  it('are proposed page by page, none of them approved', async () => {
    const call = client.begin('wording.propose', { document })
    expect(await call.ended).toMatchObject({ kind: 'result' })
    const pages = call.heard.flatMap((heard) => (heard.kind === 'progress' ? [heard.progress.about] : []))
    expect(pages).toContainEqual({ kind: 'page', page: 1 })
    proposed = await client.ask('wording.propose', { document })
    expect(proposed.list.paper).toMatchObject({ file: 'minutes.pdf', pages: 2 })
    expect(proposed.needed).toEqual({ copies: 1000, places: 42 })
    expect(proposed.list.places.length).toBeGreaterThan(50)
    expect(proposed.list.places.some(({ approved }) => approved)).toBe(false)
    await client.ask('vault.settings', { limit: 1e-9 })
    const list = await handList(proposed.list)
    const read = await client.ask('wording.read', { document, list })
    expect(read.list).toEqual(proposed.list)
    expect(read.needed.places).toBeGreaterThan(42)
    await client.ask('vault.settings', { limit: 1e-6 })
  })

  it('stop when they are not waited for any more', async () => {
    const call = client.begin('wording.propose', { document })
    call.cancel()
    expect(await call.ended).toMatchObject({ kind: 'failed', error: { code: 'cancelled' } })
  })

  it('are issued where the list has them as approved, and nowhere else', async () => {
    const list = await handList(approving((index) => index % 2 === 0))
    const folder = join(stage.folder, 'copies')
    const asked = { document, recipients: PEOPLE, medium: 'screen' as const, folder, notice: false }
    const issued = await client.ask('issue.run', { ...asked, wording: list })
    expect(issued.wordings).toBe(Math.ceil(proposed.list.places.length / 2))
    const texts = await Promise.all(issued.copies.map(({ file }) => foldedText(file)))
    const worded = proposed.list.places.map(({ before, equal, after }) => {
      const sought = foldWording(before).slice(-12) + foldWording(equal) + foldWording(after).slice(0, 12)
      return texts.filter((text) => text.includes(sought)).length
    })
    expect(worded.filter((copies, index) => index % 2 === 1 && copies > 0)).toEqual([])
    expect(worded.filter((copies, index) => index % 2 === 0 && copies > 0).length).toBeGreaterThan(10)
  })

  it('fail by name and in words where a list is none, another’s, approves nothing, or cannot be set', async () => {
    const read = (list: string) => client.begin('wording.read', { document, list }).ended
    const broken = await handOver('broken.json', Buffer.from('{"kind": "siglum wor'))
    expect(await read(broken)).toMatchObject({
      error: { code: 'file-unreadable', message: expect.stringMatching(/^broken\.json is no list/) },
    })
    const other = { ...proposed.list, paper: { file: 'other.pdf', sha256: '0'.repeat(64), pages: 2 } }
    expect(await read(await handList(other))).toMatchObject({
      error: { code: 'file-unreadable', message: expect.stringContaining('another paper (other.pdf)') },
    })
    const issue = (list: string) => {
      const folder = join(stage.folder, 'refused')
      const asked = { document, recipients: PEOPLE, medium: 'screen', folder, wording: list }
      return client.begin('issue.run', asked).ended
    }
    expect(await issue(await handList(proposed.list))).toMatchObject({
      error: { code: 'usage', message: expect.stringContaining('minutes.wording.json allows no place') },
    })
    const places = [{ ...proposed.list.places[0], printed: 'zeppelin', approved: true }]
    expect(await issue(await handList({ ...proposed.list, places }))).toMatchObject({
      error: { code: 'document-unmarkable', details: [expect.stringContaining('zeppelin')] },
    })
    expect(JSON.stringify(client.heard)).not.toContain('siglum-files-')
    expect(stage.log).toEqual([])
  })
})
