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
