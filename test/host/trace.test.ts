import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRaster } from '../../main/document/open-raster.ts'
import type { FileId, FileOut } from '../../shared/contract/app/call.ts'
import { CALLS } from '../../shared/contract/app/calls.ts'
import { TRANSPORTS } from './transports.ts'
import type { Stage } from './transports.ts'

const PIECE = 1024 * 1024

describe('traces, over the message port', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await TRANSPORTS['message port']()
  })
  afterAll(async () => stage.end())

  const handOver = async (name: string, bytes: Uint8Array): Promise<FileId> => {
    const { client } = stage
    const { file } = await client.ask('file.begin', { name, bytes: bytes.length })
    for (let at = 0; at < bytes.length; at += PIECE)
      await client.ask('file.write', { file, bytes: Uint8Array.from(bytes.subarray(at, at + PIECE)) })
    return file
  }

  const fetchWhole = async ({ file, bytes }: FileOut): Promise<Buffer> => {
    const pieces: Uint8Array[] = []
    for (let offset = 0; offset < bytes; offset += PIECE)
      pieces.push((await stage.client.ask('file.read', { file, offset, length: PIECE })).bytes)
    return Buffer.concat(pieces)
  }

  const screenshot = async (pdf: Uint8Array): Promise<Uint8Array> => {
    const raster = await openRaster(pdf)
    const { width, height, rgb } = raster.renderRgb(0, 100 / 25.4)
    raster.close()
    return sharp(rgb, { raw: { width, height, channels: 3 } })
      .png()
      .toBuffer()
  }

  it('from a picture to the copy, its evidence and its bundle', async () => {
    const { client, folder } = stage
    const path = join(folder, 'vault')
    await client.ask('vault.create', { path, passphrase: 'a long enough passphrase', by: 'Registry' })
    const { document, recipients: text } = await client.ask('sample.make', { language: 'en' })
    const { recipients } = await client.ask('issue.read-list', { text })
    const issued = await client.ask('issue.run', {
      document: document.file,
      recipients: recipients.slice(0, 2),
      medium: 'both',
      folder: join(folder, 'copies'),
    })
    const copy = await client.ask('issue.copy-file', { copy: issued.copies[1].id })
    const name = 'IMG: 01/02 (post).png'
    const leak = await handOver(name, await screenshot(await fetchWhole(copy)))

    const face = await client.ask('trace.leak-picture', { file: leak, widthPx: 300 })
    expect(Math.max(face.widthPx, face.heightPx)).toBe(300)

    const call = client.begin('trace.run', { files: [leak] })
    const answer = await call.ended
    if (answer.kind !== 'result') throw new Error(JSON.stringify(answer))
    const view = CALLS['trace.run'].result.parse(answer.value)
    expect(view.result).toMatchObject({ verdict: 'traced', copy: { id: issued.copies[1].id } })
    const shown = call.heard.flatMap((heard) => (heard.kind === 'picture' ? [heard.what] : []))
    expect(shown).toContain('found')
    expect(shown).toContain('straightened')
    expect(call.heard.some(({ kind }) => kind === 'progress')).toBe(true)
    expect(client.notices).toContain('register-grew')

    const { traces } = await client.ask('trace.list', {})
    expect(traces).toMatchObject([{ id: view.result.id, leaks: ['IMG_ 01_02 (post).png'], kept: true }])
    expect((await client.ask('trace.view', { trace: view.result.id })).result).toEqual(view.result)
    const { result, saved } = await client.ask('trace.bundle', { trace: view.result.id })
    expect(saved.map((file) => file.name)).toEqual([`${view.result.id}.zip`, `${view.result.id}.pdf`])
    expect((await fetchWhole(saved[0])).length).toBe(result.bytes)
  })

  it('from a pasted passage to the copy, with the places of its marks', async () => {
    const { client } = stage
    const { traces } = await client.ask('trace.list', {})
    const shown = await client.ask('trace.view', { trace: traces[0].id })
    const id = shown.result.copy?.id ?? ''
    const raster = await openRaster(await fetchWhole(await client.ask('issue.copy-file', { copy: id })))
    const text = raster.text(0)
    raster.close()
    const pasted = { name: 'a/b: post.txt', text: text.slice(0, 1200) }
    const { result, passages, pictures } = await client.ask('trace.run', { files: [], texts: [pasted] })
    expect(result).toMatchObject({ verdict: 'traced', copy: { id } })
    expect(pictures).toEqual([])
    expect(passages).toMatchObject([{ leak: 'a_b_ post.txt', before: 0, after: 0 }])
    const [{ marks, text: clean }] = passages
    expect(marks.length).toBeGreaterThan(3)
    expect(new Set(marks.map(({ says }) => says))).toEqual(new Set(['agrees']))
    expect(marks.every(({ start, end }) => clean.slice(start, end).trim() !== '')).toBe(true)
    expect(clean).not.toMatch(/[\ufe03-\ufe0e]/)
    expect((await client.ask('trace.view', { trace: result.id })).passages).toEqual(passages)
    const bare = await client.ask('trace.run', { files: [], texts: [{ name: 'bare.txt', text: clean }] })
    expect(bare).toMatchObject({
      result: { verdict: 'inconclusive', text: { marks: 0 } },
      passages: [{ marks: [] }],
      advice: ['as-copied'],
    })
    await expect(client.ask('trace.run', { files: [] })).rejects.toMatchObject({ code: 'usage' })
  })

  it('looks up what was retold, and reads a post out of a file', async () => {
    const { client } = stage
    const post = await handOver('post.html', Buffer.from('<p>They speak of <b>30</b> million.</p>'))
    const { text } = await client.ask('retold.read', { file: post })
    expect(text).toContain('30 million')
    const found = await client.ask('retold.run', { text })
    expect(found).toMatchObject({ kind: 'exposure', post: text })
    const early = await client.ask('retold.run', { text, at: '2001-01-01' })
    expect(early.documents).toEqual([])
    await expect(client.ask('retold.run', { text: ' ' })).rejects.toMatchObject({ code: 'usage' })
    const binary = await handOver('x.bin', Buffer.from([0, 1, 2, 3]))
    await expect(client.ask('retold.read', { file: binary })).rejects.toMatchObject({
      code: 'file-unreadable',
    })
  })

  it('says so where nothing is kept of a trace, and where a leak is no picture', async () => {
    const { client } = stage
    const trace = `t-${'a'.repeat(26)}`
    await expect(client.ask('trace.view', { trace })).rejects.toMatchObject({ code: 'not-found' })
    const broken = await handOver('note.png', Buffer.from('\x89PNG\r\n\x1a\nnot a picture', 'latin1'))
    await expect(client.ask('trace.run', { files: [broken] })).rejects.toMatchObject({
      code: 'picture-unreadable',
    })
  })
})
