import { EventEmitter } from 'node:events'
import { MessageChannel } from 'node:worker_threads'
import { describe, expect, it, vi } from 'vitest'
import { bridgeTo } from '../../../main/shell/preload-bridge.ts'

/** The preload's ipc, and the shell's side of it: ports are Node's own, which speak as the browser's do. */
const makeIpc = () => {
  const emitter = new EventEmitter()
  const sent: [string, number][] = []
  const ipc = {
    on: emitter.on.bind(emitter),
    send: (channel: string, id: number) => void sent.push([channel, id]),
    invoke: vi.fn(async (...args: unknown[]) => args),
  }
  const give = (id: number) => {
    const { port1, port2 } = new MessageChannel()
    emitter.emit('siglum:port', { ports: [port1] }, id)
    return port2
  }
  return { ipc, sent, give, end: () => emitter.emit('siglum:ended', { ports: [] }) }
}

const received = (port: { on: (kind: 'message', listener: (message: unknown) => void) => unknown }) => {
  const messages: unknown[] = []
  port.on('message', (message) => messages.push(message))
  return messages
}

describe('the preload', () => {
  it('exposes exactly two functions', () => {
    const api = bridgeTo(makeIpc().ipc)
    expect(Object.keys(api).sort()).toEqual(['connect', 'host'])
    expect(Object.keys(api.connect()).sort()).toEqual(['onClose', 'onMessage', 'post'])
  })

  it('holds what is posted until the port is there, and what comes until somebody listens', async () => {
    const { ipc, sent, give } = makeIpc()
    const port = bridgeTo(ipc).connect()
    port.post({ n: 1 })
    port.post({ n: 2 })
    expect(sent).toEqual([['siglum:connect', 0]])
    const engine = give(0)
    const messages = received(engine)
    engine.postMessage({ early: new Uint8Array([1, 2]) })
    await vi.waitFor(() => expect(messages).toEqual([{ n: 1 }, { n: 2 }]))
    const heard: unknown[] = []
    port.onMessage((message) => heard.push(message))
    engine.postMessage('late')
    await vi.waitFor(() => expect(heard).toEqual([{ early: new Uint8Array([1, 2]) }, 'late']))
    engine.close()
  })

  it('says once that the engine ended, whichever way it is heard of, and posts nothing after', async () => {
    const { ipc, give, end } = makeIpc()
    const api = bridgeTo(ipc)
    const [dying, waiting] = [api.connect(), api.connect()]
    const closed = vi.fn()
    const stillWaiting = vi.fn()
    dying.onClose(closed)
    waiting.onClose(stillWaiting)
    give(0).close()
    end()
    await vi.waitFor(() => expect(closed).toHaveBeenCalledOnce())
    dying.post('into nothing')
    expect(stillWaiting).not.toHaveBeenCalled()
    // Given a port to the engine that was started anew.
    const engine = give(1)
    const messages = received(engine)
    waiting.post('hello')
    await vi.waitFor(() => expect(messages).toEqual(['hello']))
    const late = vi.fn()
    dying.onClose(late)
    expect(late).toHaveBeenCalledOnce()
    engine.close()
  })

  it('ignores ports that nobody asked for', () => {
    const { ipc, give } = makeIpc()
    const heard = vi.fn()
    bridgeTo(ipc).connect().onMessage(heard)
    give(7).close()
    expect(heard).not.toHaveBeenCalled()
  })

  it('hands what a desktop can do to the shell', async () => {
    const { ipc } = makeIpc()
    await bridgeTo(ipc).host('host.busy', { tasks: 1 })
    expect(ipc.invoke).toHaveBeenCalledWith('siglum:host', 'host.busy', { tasks: 1 })
  })
})
