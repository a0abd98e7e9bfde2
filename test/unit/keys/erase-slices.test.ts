import { describe, expect, it, vi } from 'vitest'
import type { WasmFunction } from '../../../shared/wasm/assemble.ts'
import type * as starting from '../../../shared/wasm/start.ts'

const machines: { memory: (bytes: number) => ArrayBuffer; run: Record<string, unknown> }[] = []

/** The machine that the room keeps to itself, seen by the test. */
vi.mock('../../../shared/wasm/start.ts', async (original) => {
  const { start } = await original<typeof starting>()
  return {
    start: (functions: readonly WasmFunction[]) => {
      const { memory, run } = start(functions)
      const machine = { memory, run: { ...run } }
      machines.push(machine)
      return machine
    },
  }
})

const { slicedStreams } = await import('../../../main/keys/sliced-aes.ts')

const keys = Buffer.alloc(32 * 3, 'key')
const rows = new Uint8Array(3 * 32)

const inMemory = (): number => new Uint8Array(machines[0].memory(0)).filter((byte) => byte !== 0).length

describe('after streams were drawn', () => {
  it('nothing of keys or streams is left in the memory of the machine', () => {
    slicedStreams(keys, 32, rows, 32)
    expect(machines).toHaveLength(1)
    expect(machines[0].memory(0).byteLength).toBeGreaterThan(0)
    expect(inMemory()).toBe(0)
  })

  it('nor when it broke down in the middle', () => {
    const { run } = machines[0]
    const { mixColumn } = run
    let seen = 0
    run['mixColumn'] = () => {
      seen = inMemory()
      throw new Error('broke down')
    }
    expect(() => slicedStreams(keys, 32, rows, 32)).toThrow('broke down')
    expect(seen).toBeGreaterThan(1000)
    expect(inMemory()).toBe(0)
    run['mixColumn'] = mixColumn
  })
})
