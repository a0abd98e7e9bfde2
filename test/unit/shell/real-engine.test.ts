import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { CALLS } from '../../../shared/contract/app/calls.ts'
import { readSessionFile } from '../../../main/shell/engine/ask-engine.ts'
import { ENGINE_SCRIPT, engineEnvironment } from '../../../main/shell/engine/fork-engine.ts'
import { keepEngine } from '../../../main/shell/engine/keep-engine.ts'
import type { Engine } from '../../../main/shell/engine/keep-engine.ts'
import { createClient } from '../../host/client.ts'
import type { Client } from '../../host/client.ts'
import { forkUtility } from '../../support/forked-engine.ts'
import { makeElectron } from './fake-electron.ts'

/** The shell's half and the engine's real script, in a real process of plain Node that ends, crashes and comes back. */
describe('the shell and the engine’s process', () => {
  let folder: string
  let engine: Engine
  let pid: number | undefined
  const heard = { made: [] as string[], languages: [] as string[], locked: 0, crashes: [] as boolean[] }

  const connect = (): Client => {
    const port = engine.connect()
    return createClient((take) => {
      port.on('message', ({ data }) => take(data))
      port.start()
      return { send: (message) => port.postMessage(message), close: () => port.close() }
    })
  }

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'siglum-real-engine-'))
    Object.assign(heard, { made: [], languages: [], locked: 0, crashes: [] })
    engine = keepEngine({
      fork: () => {
        const child = forkUtility(ENGINE_SCRIPT, { env: engineEnvironment(process.env) })
        pid = child.pid
        return child
      },
      channel: () => new (makeElectron().module.MessageChannelMain)(),
      start: () => ({
        kind: 'start',
        version: '9.9.9',
        settingsFolder: join(folder, 'settings'),
        documentsFolder: join(folder, 'documents'),
        language: 'zh',
      }),
      crashed: (_code, gaveUp) => heard.crashes.push(gaveUp),
      madePaths: (paths) => heard.made.push(...paths),
      locked: () => {
        heard.locked += 1
      },
      language: (language) => heard.languages.push(language),
      now: Date.now,
    })
  })

  afterEach(async () => {
    await engine.close(5000)
    rmSync(folder, { recursive: true, force: true })
  })

  const openVault = async (client: Client) => {
    const path = join(folder, 'vault')
    await client.ask('vault.create', { path, passphrase: 'a long enough passphrase', by: '陈立群' })
  }

  it('speak from the first word on, and the engine keeps its settings where it is told', async () => {
    const client = connect()
    const state = await client.ask('app.state', {})
    expect(state).toMatchObject({ version: '9.9.9', settings: { language: 'zh' } })
    expect(state.proposedVault.startsWith(join(folder, 'documents'))).toBe(true)
    await client.ask('app.settings', { language: 'en' })
    await vi.waitFor(() => expect(heard.languages).toEqual(['zh', 'en']))
    expect(readFileSync(join(folder, 'settings', 'settings.json'), 'utf8')).toContain('"en"')
  })

  it('issue, tell what was made, hand its bytes to the shell, and lock with the screen', async () => {
    const client = connect()
    await openVault(client)
    const sample = await client.ask('sample.make', { language: 'en' })
    const bytes = await readSessionFile(engine.connect, sample.document.file)
    expect(bytes.byteLength).toBe(sample.document.bytes)
    expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-')
    const { recipients } = await client.ask('issue.read-list', { text: sample.recipients })
    const run = client.begin('issue.run', {
      document: sample.document.file,
      recipients: recipients.slice(0, 1),
      medium: 'screen',
      folder: join(folder, 'copies'),
    })
    // The screen locks while copies are made: they are finished first.
    await vi.waitFor(() => expect(run.heard.some(({ kind }) => kind === 'progress')).toBe(true), {
      timeout: 400_000,
    })
    engine.lock()
    const ended = await run.ended
    if (ended.kind !== 'result') throw new Error(`It ended with ${JSON.stringify(ended)}`)
    const issued = CALLS['issue.run'].result.parse(ended.value)
    await vi.waitFor(() => expect(heard.locked).toBe(1))
    expect(heard.made).toEqual([join(folder, 'copies'), issued.copies[0]?.file])
    expect((await client.ask('app.state', {})).vault).toBeNull()
    await expect(readSessionFile(engine.connect, sample.document.file)).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  it('outlive a crash: the engine comes back, its vault closed', async () => {
    const client = connect()
    await openVault(client)
    process.kill(pid ?? expect.fail('There is no engine.'), 'SIGKILL')
    await vi.waitFor(() => expect(heard.crashes).toEqual([false]))
    const again = connect()
    const state = await again.ask('app.state', {})
    expect(state.vault).toBeNull()
    expect(state.settings.recentVaults).toMatchObject([{ path: join(folder, 'vault') }])
  })
})
