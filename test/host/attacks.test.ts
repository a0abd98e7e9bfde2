import { createConnection } from 'node:net'
import { request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SESSION_PREFIX, TOKEN_PREFIX } from '../../shared/contract/app/loopback.ts'
import type { LoopbackServer } from '../../main/host/loopback/loopback-server.ts'
import { clientOver, openSocket, PAGE, startHost, startLoopback, tokenOf } from './transports.ts'

let stage: ReturnType<typeof startHost>
let loopback: LoopbackServer

beforeEach(async () => {
  stage = startHost()
  loopback = await startLoopback(stage.host)
})
afterEach(async () => {
  await loopback.close()
  await stage.end()
})

const proof = (): string => `${TOKEN_PREFIX}${tokenOf(loopback)}`

/** A request exactly as it is written, which a browser or `fetch` would tidy. */
const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  new Promise<{ status: number | undefined; headers: IncomingMessage['headers']; body: string }>(
    (resolve, reject) => {
      const { hostname, port } = new URL(loopback.origin)
      const asked = request({ hostname, port, path, method, headers }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () =>
          resolve({
            status: response.statusCode,
            headers: response.headers,
            body: Buffer.concat(chunks).toString('utf8'),
          }),
        )
      })
      asked.on('error', reject)
      asked.end()
    },
  )

describe('the loopback host over HTTP', () => {
  it('serves the page and what belongs to it, with every wall up', async () => {
    const { status, headers, body } = await get('/')
    expect(status).toBe(200)
    expect(body).toBe(PAGE.toString())
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    const policy = String(headers['content-security-policy'])
    expect(policy).toMatch(/default-src 'none'; script-src 'self';/)
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain(`connect-src 'self' ${loopback.origin.replace('http', 'ws')}`)
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['cross-origin-resource-policy']).toBe('same-origin')
    expect(headers['set-cookie']).toBeUndefined()
    expect((await get('/assets/app.js')).headers['content-type']).toBe('text/javascript; charset=utf-8')
    expect((await get('/', {}, 'HEAD')).body).toBe('')
  })

  it('never says its token', async () => {
    const { headers, body } = await get('/')
    expect(JSON.stringify(headers) + body).not.toContain(tokenOf(loopback))
  })

  it.each([
    '/../package.json',
    '/assets/../../package.json',
    '/%2e%2e/package.json',
    '/..%2fpackage.json',
    '/assets/..%5c..%5cpackage.json',
    '//etc/passwd',
    '/assets/',
    '/assets/app.js.map',
    '/index.html?x',
    '/settings.json',
    '/%00',
    'http://127.0.0.1/',
  ])('serves nothing for %s', async (path) => {
    const { status, body } = await get(path)
    expect(status).toBe(404)
    expect(body).toBe('')
  })

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE'])('does not take %s', async (method) => {
    expect((await get('/', {}, method)).status).toBe(405)
  })

  it.each(['attacker.example', 'localhost', '127.0.0.1', '127.0.0.1:1', '[::1]'])(
    'does not answer to the name "%s"',
    async (host) => {
      const port = new URL(loopback.origin).port
      const named = host === 'localhost' || host.startsWith('attacker') ? `${host}:${port}` : host
      const { status, body } = await get('/', { host: named })
      expect([400, 421]).toContain(status)
      expect(body).toBe('')
    },
  )

  it.each(['GET / HTTP/1.1\r\nHost:\r\n\r\n', 'GET / HTTP/1.1\r\n\r\n', 'GET / HTTP/1.0\r\n\r\n'])(
    'does not answer where no name is given: %j',
    async (text) => {
      const answer = await new Promise<string>((resolve) => {
        let heard = ''
        const socket = createConnection({ host: '127.0.0.1', port: Number(new URL(loopback.origin).port) })
        socket.on('data', (chunk) => (heard += chunk.toString('latin1')))
        socket.on('close', () => resolve(heard))
        socket.end(text)
      })
      expect(answer).toMatch(/^HTTP\/1\.1 4(00|21) /)
      expect(answer).not.toContain('<!doctype')
    },
  )

  it('listens on 127.0.0.1 alone', async () => {
    const { port } = new URL(loopback.origin)
    for (const host of ['127.0.0.2', '::1']) {
      const outcome = await new Promise<string>((resolve) => {
        const socket = createConnection({ host, port: Number(port) })
        socket.on('connect', () => resolve('connected'))
        socket.on('error', () => resolve('refused'))
      })
      expect(outcome).toBe('refused')
    }
  })
})

describe('the loopback host’s WebSocket', () => {
  it('lets nobody in without the token', async () => {
    await expect(openSocket(loopback, null)).rejects.toThrow('401')
    await expect(openSocket(loopback, TOKEN_PREFIX)).rejects.toThrow('401')
    await expect(openSocket(loopback, `${TOKEN_PREFIX}${'A'.repeat(43)}`)).rejects.toThrow('401')
    await expect(openSocket(loopback, `${SESSION_PREFIX}${tokenOf(loopback)}`)).rejects.toThrow('401')
    await expect(openSocket(loopback, `${proof()}x`)).rejects.toThrow('401')
  })

  it('takes the token once', async () => {
    const { client } = await clientOver(await openSocket(loopback, proof()))
    expect((await client.ask('app.state', {})).vault).toBeNull()
    await expect(openSocket(loopback, proof())).rejects.toThrow('401')
    client.close()
    await expect(openSocket(loopback, proof())).rejects.toThrow('401')
  })

  it('does not spend the token on those who have a wrong one, or come from elsewhere', async () => {
    await expect(openSocket(loopback, `${TOKEN_PREFIX}guess`)).rejects.toThrow('401')
    await expect(openSocket(loopback, proof(), { origin: 'http://attacker.example' })).rejects.toThrow('403')
    const { client } = await clientOver(await openSocket(loopback, proof()))
    expect((await client.ask('app.state', {})).vault).toBeNull()
  })

  it.each([
    'http://attacker.example',
    'null',
    'http://127.0.0.1',
    'http://127.0.0.1:1',
    'http://localhost:80',
    'https://127.0.0.1',
    '',
  ])('lets no page of the origin "%s" in', async (origin) => {
    await expect(openSocket(loopback, proof(), { origin })).rejects.toThrow('403')
  })

  it('lets nobody in by another name, as after DNS rebinding', async () => {
    const { port } = new URL(loopback.origin)
    const host = `attacker.example:${port}`
    await expect(openSocket(loopback, proof(), { host, origin: `http://${host}` })).rejects.toThrow('403')
    await expect(openSocket(loopback, proof(), { host })).rejects.toThrow('403')
  })

  it('lets nobody in by another path', async () => {
    const origin = loopback.origin
    await expect(openSocket({ origin: `${origin}/x` }, proof(), { origin })).rejects.toThrow('403')
  })

  it('gives the place to whoever comes back with the session’s secret, and to nobody else', async () => {
    const first = await openSocket(loopback, proof())
    const { secret } = await clientOver(first)
    const gone = new Promise((resolve) => first.on('close', resolve))
    await expect(openSocket(loopback, `${SESSION_PREFIX}${secret.slice(0, -1)}!`)).rejects.toThrow()
    const { client } = await clientOver(await openSocket(loopback, `${SESSION_PREFIX}${secret}`))
    await gone
    expect((await client.ask('app.state', {})).vault).toBeNull()
  })

  it('has a token and a secret of 256 bits, told nowhere but in the address and the greeting', async () => {
    expect(Buffer.from(tokenOf(loopback), 'base64url')).toHaveLength(32)
    const socket = await openSocket(loopback, proof())
    expect(socket.protocol).toBe('siglum.1')
    const { secret } = await clientOver(socket)
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
    expect(stage.log.join()).not.toContain(secret)
  })

  it('makes whoever guesses wait, however close the guess', async () => {
    const timeOf = async (guess: string): Promise<number> => {
      const began = performance.now()
      await expect(openSocket(loopback, guess)).rejects.toThrow('401')
      return performance.now() - began
    }
    for (const guess of [`${TOKEN_PREFIX}A`, `${proof().slice(0, -2)}`])
      expect(await timeOf(guess)).toBeGreaterThan(190)
  })

  it('ends a connection that sends too much, or what is no message', async () => {
    const huge = await openSocket(loopback, proof())
    const { secret } = await clientOver(huge)
    const closed = new Promise<number>((resolve) => huge.on('close', resolve))
    huge.on('error', () => {})
    huge.send(new Uint8Array(17 * 1024 * 1024))
    expect(await closed).toBe(1009)
    for (const frame of ['text', new Uint8Array([255, 255, 255, 255, 0]), new Uint8Array(2)]) {
      const socket = await openSocket(loopback, `${SESSION_PREFIX}${secret}`)
      await clientOver(socket)
      const ended = new Promise<number>((resolve) => socket.on('close', resolve))
      socket.send(frame)
      expect(await ended).toBe(1007)
    }
  })

  it('stops what a connection had asked for when it is gone', async () => {
    const socket = await openSocket(loopback, proof())
    const { client } = await clientOver(socket)
    const sample = await client.ask('sample.make', { language: 'en' })
    expect(sample.document.bytes).toBeGreaterThan(10_000)
    client.begin('sample.make', { language: 'zh' })
    socket.terminate()
    await stage.host.close()
    expect(stage.log).toEqual([])
  })
})
