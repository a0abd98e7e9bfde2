import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, it, vi } from 'vitest'
import { openLoopback } from '../../main/host/loopback/loopback-server.ts'
import { browserFlags, findBrowser, openWindow } from '../../main/host/loopback/open-window.ts'
import { startHost, tokenOf } from './transports.ts'

/** Connects as the renderer would, and asks one thing. */
const SCRIPT = `
const socket = new WebSocket('ws://' + location.host + '/engine', ['siglum.1', 'token.' + location.hash.slice(7)])
socket.binaryType = 'arraybuffer'
socket.onmessage = () => {
  socket.onmessage = null
  const json = new TextEncoder().encode(JSON.stringify({ kind: 'call', id: 1, method: 'app.state', params: {} }))
  const frame = new Uint8Array(4 + json.length)
  new DataView(frame.buffer).setUint32(0, json.length, true)
  frame.set(json, 4)
  socket.send(frame)
}`

it('finds the browser that is named, or none', () => {
  expect(findBrowser({ SIGLUM_BROWSER: process.execPath, PATH: '' })).toBe(process.execPath)
  expect(findBrowser({ PATH: '' }, 'linux')).toBeNull()
  expect(browserFlags('http://127.0.0.1:1/start', '/p')).toContain('--user-data-dir=/p')
})

it('opens a window that gets the token by no command line', async () => {
  const chromium = findBrowser()
  if (chromium === null) return console.warn('SKIPPED: no Chromium, Chrome or Edge on this computer')
  const { host, end } = startHost()
  const folder = mkdtempSync(join(tmpdir(), 'siglum-window-test-'))
  // The real browser without a screen, its command line kept.
  const headless = join(folder, 'browser.sh')
  writeFileSync(headless, `#!/bin/sh\necho "$@" > ${folder}/line\nexec ${chromium} --headless=new "$@"\n`)
  chmodSync(headless, 0o700)
  vi.stubEnv('SIGLUM_BROWSER', headless)
  vi.stubEnv('TMPDIR', folder)
  const asked: string[] = []
  const loopback = await openLoopback({
    files: new Map([
      ['/', { bytes: Buffer.from('<script src="/app.js"></script>'), type: 'text/html; charset=utf-8' }],
      ['/app.js', { bytes: Buffer.from(SCRIPT), type: 'text/javascript; charset=utf-8' }],
    ]),
    serve: (port) => {
      port.onMessage((message) => asked.push(JSON.stringify(message)))
      host.serve(port)
    },
  })
  const window = openWindow(loopback)
  try {
    for (let i = 0; i < 300 && asked.length === 0; i++) await wait(100)
    expect(asked.join()).toContain('app.state')
    const line = readFileSync(join(folder, 'line'), 'utf8')
    expect(line).toContain('--remote-debugging-pipe')
    expect(line).not.toContain(tokenOf(loopback))
  } finally {
    window?.close()
    await window?.closed
    vi.unstubAllEnvs()
    await loopback.close()
    await end()
    expect(readdirSync(folder).filter((name) => name.startsWith('siglum-window-'))).toEqual([])
    // The browser's last processes may still be writing.
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
})
