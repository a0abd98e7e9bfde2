import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FileOut } from '../../shared/contract/app/call.ts'
import type { Result } from '../../shared/contract/app/calls.ts'
import { openRaster } from '../../main/document/open-raster.ts'
import type { Client } from './client.ts'
import { TRANSPORTS } from './transports.ts'
import type { Stage } from './transports.ts'

const PASSPHRASE = 'a long enough passphrase'

const fetchFile = async (client: Client, { file, bytes }: FileOut): Promise<Buffer> => {
  const pieces: Uint8Array[] = []
  for (let offset = 0; ;) {
    const piece = await client.ask('file.read', { file, offset, length: 100_000 })
    pieces.push(piece.bytes)
    offset += piece.bytes.length
    if (!piece.end) continue
    expect(offset).toBe(bytes)
    return Buffer.concat(pieces)
  }
}

const handOver = async (client: Client, name: string, content: Uint8Array): Promise<string> => {
  const { file } = await client.ask('file.begin', { name, bytes: content.length })
  for (let at = 0; at < content.length; at += 60_000)
    await client.ask('file.write', { file, bytes: new Uint8Array(content.subarray(at, at + 60_000)) })
  return file
}

describe.each(Object.entries(TRANSPORTS))('over the %s', (_, start) => {
  let stage: Stage
  let client: Client
  let sample: Result<'sample.make'>
  let issued: Result<'issue.run'>

  beforeAll(async () => {
    stage = await start()
    client = stage.client
  })
  afterAll(async () => stage.end())

  it('makes a vault', async () => {
    const before = await client.ask('app.state', {})
    expect(before.vault).toBeNull()
    const path = join(stage.folder, 'vault')
    const made = await client.ask('vault.create', { path, passphrase: PASSPHRASE, by: '陈立群' })
    expect(made.recoveryKey).toMatch(/^\w{5}(-\w{5}){7}$/)
    expect(made.state.vault).toMatchObject({
      path,
      user: { name: '陈立群', role: 'custodian' },
      recovered: 0,
    })
    expect(made.state.settings.recentVaults[0].path).toBe(path)
    const sheet = await client.ask('vault.recovery-sheet', { recoveryKey: made.recoveryKey, language: 'en' })
    expect((await fetchFile(client, sheet)).subarray(0, 5).toString()).toBe('%PDF-')
  })

  it('looks at a paper that came in pieces', async () => {
    sample = await client.ask('sample.make', { language: 'zh' })
    const document = await handOver(client, '../汇报.pdf', await fetchFile(client, sample.document))
    const looked = await client.ask('issue.look', { document })
    expect(looked).toMatchObject({ title: sample.title, known: null, warnings: [] })
    expect(looked.sizesMm).toHaveLength(looked.pages)
    const page = await client.ask('issue.page', { document, page: 1, widthPx: 600 })
    expect(page).toMatchObject({ widthPx: 600, type: 'image/png' })
    expect(Buffer.from(page.bytes.subarray(1, 4)).toString()).toBe('PNG')
  })

  it('shows a page as it will be marked, and what each page promises', async () => {
    const document = sample.document.file
    const { recipients, problems } = await client.ask('issue.read-list', { text: sample.recipients })
    expect(problems).toEqual([])
    expect(recipients.map(({ name }) => name)).toContain('欧阳慧敏')
    const asked = { document, page: 1, widthPx: 700, recipients, medium: 'both' as const }
    const first = await client.ask('issue.preview', { ...asked, number: 1 })
    const other = await client.ask('issue.preview', { ...asked, number: 2 })
    expect(first.original.bytes).toEqual(other.original.bytes)
    expect(first.marked.bytes).not.toEqual(other.marked.bytes)
    expect(first.marked).toMatchObject({ widthPx: 700, heightPx: first.original.heightPx })
    expect(first.unseen.bytes).not.toEqual(first.original.bytes)
    const call = client.begin('issue.forecast', { document, medium: 'paper' })
    expect(await call.ended).toMatchObject({ kind: 'result' })
    expect(call.heard.some(({ kind }) => kind === 'progress')).toBe(true)
  })

  it('issues copies, telling how it goes', async () => {
    const { recipients } = await client.ask('issue.read-list', { text: sample.recipients })
    const folder = join(stage.folder, 'copies')
    const call = client.begin('issue.run', {
      document: sample.document.file,
      recipients,
      medium: 'both',
      folder,
      title: sample.title,
      occasion: sample.occasion,
      due: '2099-01-01',
    })
    const answer = await call.ended
    if (answer.kind !== 'result') throw new Error(JSON.stringify(answer))
    issued = answer.value as typeof issued
    expect(issued.copies).toHaveLength(6)
    expect(readdirSync(folder)).toHaveLength(6)
    const steps = call.heard.flatMap((heard) => (heard.kind === 'progress' ? [heard.progress] : []))
    expect(steps.map(({ stage: at }) => at)).toContain('marking')
    expect(client.notices).toContain('register-grew')
    const again = await client.ask('issue.look', { document: sample.document.file })
    expect(again.known).toMatchObject({ id: issued.document.id, issuances: 1 })
  })

  it('hands copies on as they were sealed: a file, a ZIP, a pile for the printer', async () => {
    const [first] = issued.copies
    const file = await client.ask('issue.copy-file', { copy: first.id })
    expect(await fetchFile(client, file)).toEqual(readFileSync(first.file))
    const zip = unzipSync(
      await fetchFile(client, await client.ask('issue.zip', { issuance: issued.issuance })),
    )
    expect(Object.keys(zip)).toHaveLength(6)
    expect(Buffer.from(zip[file.name])).toEqual(readFileSync(first.file))
    const copies = issued.copies.slice(0, 2).map(({ id }) => id)
    const pile = await client.ask('issue.print-file', { issuance: issued.issuance, copies, duplex: true })
    const raster = await openRaster(await fetchFile(client, pile))
    expect(raster.pageCount).toBe(2 * (first.pages + (first.pages % 2)))
    const one = await openRaster(readFileSync(first.file))
    expect(Buffer.compare(raster.render(0, 3).data, one.render(0, 3).data)).toBe(0)
    for (const opened of [raster, one]) opened.close()
  })

  it('leafs through the register', async () => {
    const overview = await client.ask('register.overview', {})
    expect(overview).toMatchObject({
      documents: 1,
      issuances: 1,
      copies: 6,
      states: { 'at-desk': 6 },
      open: [],
    })
    const copies = await client.ask('register.copies', { limit: 4, offset: 4 })
    expect(copies.rows.map(({ copy }) => copy)).toEqual(['5/6', '6/6'])
    expect(copies.total).toBe(6)
    expect(copies.rows[0]).toMatchObject({ title: sample.title, occasion: sample.occasion })
    expect((await client.ask('register.copies', { search: '欧阳' })).total).toBe(1)
    const people = await client.ask('register.people', { search: '欧阳', limit: 10, offset: 0 })
    expect(people).toMatchObject({ total: 1, rows: [{ copies: 1, out: 0, overdue: 0 }] })
    expect((await client.ask('issue.people', { begins: '欧' })).recipients).toHaveLength(1)
    const documents = await client.ask('register.documents', { search: '大桥', limit: 10, offset: 0 })
    expect(documents).toMatchObject({ total: 1, rows: [{ issuances: 1, copies: 6 }] })
  })

  it('records what becomes of copies', async () => {
    const step = await client.ask('custody.step', {
      copies: { names: [issued.issuance], all: true },
      step: { type: 'copy-handed-out', channel: 'by-hand' },
    })
    expect(step.copies.map(({ due }) => due)).toEqual(Array(6).fill('2099-01-01'))
    const scan = await handOver(client, '签收单.pdf', Buffer.from('%PDF-1.7 signed'))
    const [copy] = issued.copies
    const signed = await client.ask('custody.step', {
      copies: { names: [copy.code] },
      step: { type: 'receipt-signed' },
      scan,
    })
    expect(signed.copies[0].receipt?.scan).toMatch(/^[0-9a-f]{64}$/)
    const [open] = (await client.ask('register.overview', {})).open
    expect(open).toMatchObject({ id: issued.issuance, out: 6, overdue: 0, title: sample.title })
    const wrong = { copies: { names: [copy.code] }, step: { type: 'copy-taken-back' } as const }
    await expect(client.ask('custody.step', wrong)).rejects.toMatchObject({ code: 'step-refused' })
    const shown = await client.ask('register.copy', { names: [copy.code] })
    expect(shown.history.map(({ type }) => type)).toEqual([
      'issuance-reserved',
      'copy-sealed',
      'copy-handed-out',
      'receipt-signed',
    ])
    const { event } = shown.history[2]
    const corrected = await client.ask('custody.correct', {
      event,
      reason: '方式有误',
      set: { channel: 'printed' },
    })
    expect(corrected.copy?.channel).toBe('printed')
    const muster = await client.ask('custody.muster', { found: { names: [copy.code] }, place: 'out' })
    expect(muster).toMatchObject({ expected: 6, missing: { length: 5 } })
    const amended = { document: issued.document.id, reason: '解密', fields: { classification: '' } }
    expect((await client.ask('custody.amend', amended)).document).toBe(issued.document.id)
  })

  it('reprints a copy and hands the desk over', async () => {
    const folder = join(stage.folder, 'reprints')
    const copy = [issued.copies[1].code]
    const made = await client.ask('custody.reprint', { copy, count: 1, folder, reason: '破损' })
    expect(made.copies.map((reprint) => reprint.copy)).toEqual(['2/1 of 1'])
    const handed = await client.ask('custody.hand-over', { from: '陈立群', to: '王雅琴' })
    expect(handed).toMatchObject({ taken: { length: 1 }, outstanding: { length: 6 } })
  })

  it('exports what was asked, as previewed, and puts it on record', async () => {
    const question = { recipient: '欧阳' }
    const preview = await client.ask('export.preview', { question, rows: 5 })
    expect(preview).toMatchObject({ total: 1, rows: { length: 1 } })
    const made = await client.ask('export.make', { question, format: 'csv' })
    expect(made.result).toMatchObject({ rows: 1, file: made.saved[0].name })
    const text = (await fetchFile(client, made.saved[0])).toString('utf8')
    expect(text.split('\r\n')[0].split(',')).toEqual(preview.columns)
    const statement: unknown = JSON.parse((await fetchFile(client, made.saved[1])).toString('utf8'))
    expect(statement).toMatchObject({ sha256: made.result.sha256, rows: 1 })
    const sheet = await client.ask('export.sheet', { sheet: 'receipt', of: [issued.issuance] })
    expect((await fetchFile(client, sheet.saved[0])).subarray(0, 5).toString()).toBe('%PDF-')
  })

  it('keeps lists and settings in the vault', async () => {
    const { recipients } = await client.ask('issue.read-list', { text: sample.recipients })
    const saved = await client.ask('issue.save-list', { name: '常委会', recipients })
    expect(saved.lists).toMatchObject([{ name: '常委会', recipients: { length: 6 } }])
    expect((await client.ask('vault.settings', { limit: 1e-8 })).limit).toBe(1e-8)
    const text = readdirSync(join(stage.folder, 'vault', 'blobs'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name)).includes('欧阳'))
    expect(text.some(Boolean)).toBe(false)
  })

  it('puts the notice in as the vault says, unless an issuance says otherwise', async () => {
    const { recipients } = await client.ask('issue.read-list', { text: sample.recipients })
    const issue = async (folder: string, notice?: boolean): Promise<boolean> => {
      const { copies } = await client.ask('issue.run', {
        document: sample.document.file,
        recipients: recipients.slice(0, 1),
        medium: 'screen',
        folder: join(stage.folder, folder),
        ...(notice === undefined ? {} : { notice }),
      })
      return readFileSync(copies[0].file, 'latin1').includes('UsageTerms')
    }
    expect((await client.ask('vault.settings', {})).notice).toBe(true)
    expect(readFileSync(issued.copies[0].file, 'latin1')).toContain('UsageTerms')
    expect((await client.ask('vault.settings', { notice: false })).notice).toBe(false)
    expect([await issue('by the vault'), await issue('otherwise', true)]).toEqual([false, true])
    await client.ask('vault.settings', { notice: true })
  })

  it('answers for itself: log, checkpoint, verification, backup', async () => {
    const log = await client.ask('audit.events', { limit: 500 })
    expect(log.entries).toHaveLength(log.size)
    expect(log.entries[0].event).toBe(log.size - 1)
    expect(log.entries.every(({ says, saysZh }) => says !== saysZh && saysZh !== '')).toBe(true)
    const page = await client.ask('audit.events', { limit: 3, before: 3 })
    expect(page.entries.map(({ event }) => event)).toEqual([2, 1, 0])
    const found = await client.ask('audit.events', { limit: 50, search: '欧阳慧敏' })
    expect(found.entries.length).toBeGreaterThan(1)
    expect(found.entries.length).toBeLessThan(log.size)
    expect((await client.ask('audit.events', { limit: 5, search: 'no such thing' })).entries).toEqual([])
    const { checkpoint, qrSvg } = await client.ask('audit.checkpoint', {})
    expect(qrSvg).toMatch(/^<svg /)
    expect((await client.ask('audit.verify', { text: checkpoint })).verdict).toBe('intact')
    const file = await handOver(client, 'head.txt', Buffer.from(checkpoint))
    expect((await client.ask('audit.verify', { files: [file] })).verdict).toBe('intact')
    const code = sharp(Buffer.from(qrSvg)).resize(600)
    const shown = await handOver(client, 'code.png', await code.png().toBuffer())
    expect((await client.ask('audit.verify', { files: [shown] })).verdict).toBe('intact')
    const cut = await handOver(
      client,
      '照片.png',
      await code.extract({ left: 0, top: 0, width: 600, height: 300 }).png().toBuffer(),
    )
    const refused = { code: 'checkpoint-invalid', message: expect.stringContaining('照片.png') }
    await expect(client.ask('audit.verify', { files: [cut] })).rejects.toMatchObject(refused)
    const backup = await client.ask('audit.backup', {})
    expect(backup.result).toMatchObject({ damaged: [], size: log.size })
    expect((await fetchFile(client, backup.saved[0])).length).toBe(backup.result.bytes)
    const ladder = join(stage.folder, 'backups')
    expect(existsSync((await client.ask('audit.backup-to-folder', { folder: ladder })).file)).toBe(true)
  })

  it('knows people by their passphrases and roles', async () => {
    const auditor = { name: '黄审计', role: 'auditor' as const, newPassphrase: 'another long passphrase' }
    await client.ask('users.add', { passphrase: PASSPHRASE, ...auditor })
    const path = join(stage.folder, 'vault')
    const state = await client.ask('vault.open', {
      path,
      passphrase: auditor.newPassphrase,
      name: auditor.name,
    })
    expect(state.vault).toMatchObject({
      user: { name: '黄审计', role: 'auditor' },
      settings: { limit: 1e-8 },
    })
    await expect(client.ask('vault.settings', { limit: 0.001 })).rejects.toMatchObject({
      code: 'not-permitted',
    })
    await expect(client.ask('issue.copy-file', { copy: issued.copies[0].id })).rejects.toMatchObject({
      code: 'not-permitted',
    })
    const wrong = { path, passphrase: 'not the passphrase' }
    await expect(client.ask('vault.open', wrong)).rejects.toMatchObject({ code: 'passphrase-wrong' })
    await expect(client.ask('register.overview', {})).rejects.toMatchObject({ code: 'vault-locked' })
  })

  it('locks, and forgets the session’s files', async () => {
    const path = join(stage.folder, 'vault')
    await client.ask('vault.open', { path, passphrase: PASSPHRASE, name: '陈立群' })
    const { file } = await client.ask('file.begin', { name: 'a', bytes: 1 })
    expect((await client.ask('vault.lock', {})).vault).toBeNull()
    expect(client.notices).toContain('locked')
    await expect(client.ask('file.read', { file, offset: 0, length: 1 })).rejects.toMatchObject({
      code: 'not-found',
    })
    expect(stage.log).toEqual([])
  })
})
