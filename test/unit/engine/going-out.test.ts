import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { backUp } from '../../../main/engine/back-up.ts'
import { exportCopies } from '../../../main/engine/papers/export-copies.ts'
import { makeSheet } from '../../../main/engine/papers/make-sheet.ts'
import { sealedCopies } from '../register/custody-fixture.ts'
import { expectRejection, temporaryFolder } from '../register/fixture.ts'

/** A signal that stops what it is given to as soon as that says how it goes. */
const atFirstWord = () => {
  const control = new AbortController()
  return { signal: control.signal, onProgress: () => control.abort() }
}

describe('files that go out', () => {
  it('are drawn elsewhere, and the register is told of each', async () => {
    const { vault, register, issuanceId } = await sealedCopies()
    const folder = temporaryFolder()
    const stages: string[] = []
    const calling = { onProgress: ({ stage }: { stage: string }) => void stages.push(stage) }
    for (const format of ['csv', 'xlsx', 'jsonl', 'pdf'] as const) {
      const request = { question: {}, format, out: join(folder, `copies.${format}`), by: 'clerk' }
      const made = await exportCopies(vault, request, calling)
      expect(made).toMatchObject({ rows: 3, format, size: register.size() })
      expect(existsSync(made.file) && existsSync(made.statement)).toBe(true)
    }
    const sheet = { sheet: 'receipt' as const, of: [issuanceId], out: join(folder, 'r.pdf'), by: 'clerk' }
    expect((await makeSheet(vault, sheet)).rows).toBe(3)
    expect(new Set(stages)).toEqual(new Set(['reading', 'reporting']))
  })

  it('leave nothing and are not on record when they are stopped', async () => {
    const { vault, register } = await sealedCopies()
    const folder = temporaryFolder()
    const size = register.size()
    const request = { question: {}, format: 'pdf' as const, out: join(folder, 'list.pdf'), by: 'clerk' }
    await expectRejection(exportCopies(vault, request, atFirstWord()), 'cancelled')
    await expectRejection(exportCopies(vault, request, { signal: AbortSignal.abort() }), 'cancelled')
    expect([readdirSync(folder), register.size()]).toEqual([[], size])
  })

  it('say what is wrong with what was asked for, as if they were drawn here', async () => {
    const { vault } = await sealedCopies()
    const sheet = {
      sheet: 'certificate' as const,
      of: ['D-9'],
      out: join(temporaryFolder(), 'c.pdf'),
      by: 'x',
    }
    await expectRejection(makeSheet(vault, sheet), 'not-found')
  })
})

describe('a backup', () => {
  it('tells how far it is, and leaves nothing when it is stopped', async () => {
    const { vault } = await sealedCopies()
    const folder = temporaryFolder()
    const parts: number[] = []
    const told = {
      onProgress: ({ done, total }: { done: number; total: number }) => void parts.push(done / total),
    }
    const { size } = await backUp(vault, { out: join(folder, 'one.backup') }, told)
    expect(size).toBe(vault.register.size())
    expect(parts.at(-1)).toBe(1)
    expect(parts.toSorted((a, b) => a - b)).toEqual(parts)
    const stopped = backUp(vault, { out: join(folder, 'two.backup') }, { signal: AbortSignal.abort() })
    await expectRejection(stopped, 'cancelled')
    expect(readdirSync(folder)).toEqual(['one.backup'])
    expect(readdirSync(vault.dir).filter((name) => name.startsWith('backup-'))).toEqual([])
  })
})
