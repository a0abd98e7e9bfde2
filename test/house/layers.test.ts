import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Cruise } from './cruise.ts'
import { cruise, cruiseReport, REPOSITORY } from './cruise.ts'

/** Each plants one import that the house refuses. `from` is the planted file, `rule` what must catch it. */
const PLANTS = [
  {
    from: 'main/trace/plant-issue.ts',
    text: `import '../issue/planted.ts'`,
    rule: 'only what main/trace may',
  },
  {
    from: 'main/issue/plant-trace.ts',
    text: `import '../trace/planted.ts'`,
    rule: 'only what main/issue may',
  },
  {
    from: 'main/issue/plant-trace-type.ts',
    text: `import type { Planted } from '../trace/planted.ts'\nexport type Again = Planted`,
    rule: 'only what main/issue may',
  },
  {
    from: 'main/trace/plant-inline-type.ts',
    text: `export type Again = import('../issue/planted.ts').Planted`,
    rule: 'only what main/trace may',
  },
  {
    from: 'main/trace/plant-dynamic.ts',
    text: `export const load = () => import('../issue/planted.ts')`,
    rule: 'only what main/trace may',
  },
  {
    from: 'main/issue/plant-register.ts',
    text: `import '../register/planted.ts'`,
    rule: 'only types for main/issue',
  },
  {
    from: 'main/document/plant-register.ts',
    text: `import '../register/planted.ts'`,
    rule: 'only what main/document may',
  },
  { from: 'main/cli/plant-issue.ts', text: `import '../issue/planted.ts'`, rule: 'only what main/cli may' },
  { from: 'shared/mark/plant-node.ts', text: `import 'node:fs'`, rule: 'shared/mark is pure' },
  { from: 'shared/wasm/plant-node.ts', text: `import 'node:fs'`, rule: 'shared/wasm is pure' },
  { from: 'shared/maths/plant-zod.ts', text: `import 'zod'`, rule: 'shared/maths is pure' },
  { from: 'shared/contract/plant-sharp.ts', text: `import 'sharp'`, rule: 'shared/contract is pure' },
  {
    from: 'shared/maths/plant-mark.ts',
    text: `import '../mark/planted.ts'`,
    rule: 'only what shared/maths may',
  },
  { from: 'renderer/plant-main.ts', text: `import '../main/cli/planted.ts'`, rule: 'only what renderer may' },
  { from: 'renderer/plant-node.ts', text: `import 'node:fs'`, rule: 'no node in the renderer' },
  { from: 'main/cli/plant-electron.ts', text: `import 'electron'`, rule: 'electron only in the shell' },
  {
    from: 'main/image/plant-leak.ts',
    text: `import '../../test/leak/planted.ts'`,
    rule: 'only what main/image may',
  },
  { from: 'main/engine/plant-http.ts', text: `import 'node:http'`, rule: 'only the loopback listens' },
  {
    from: 'main/host/plant-net.ts',
    text: `import { connect } from 'net'`,
    rule: 'only the loopback listens',
  },
  {
    from: 'main/host/plant-ws.ts',
    text: `import { WebSocket } from 'ws'`,
    rule: 'only the loopback listens',
  },
  { from: 'main/host/plant-issue.ts', text: `import '../issue/planted.ts'`, rule: 'only what main/host may' },
  { from: 'main/stray.ts', text: `import 'node:fs'`, rule: 'no code outside the rooms' },
  { from: 'main/image/plant-cycle.ts', text: `import './plant-cycle-back.ts'`, rule: 'no cycles' },
  { from: 'main/image/plant-nowhere.ts', text: `import './nowhere.ts'`, rule: 'imports resolve' },
] as const

/** What the planted imports reach, and one import that is allowed. */
const GROUND: Readonly<Record<string, string>> = {
  'main/issue/planted.ts': 'export type Planted = 1',
  'main/trace/planted.ts': 'export type Planted = 1',
  'main/register/planted.ts': 'export type Planted = 1',
  'main/cli/planted.ts': 'export {}',
  'shared/mark/planted.ts': 'export {}',
  'test/leak/planted.ts': 'export {}',
  'main/image/plant-cycle-back.ts': `import './plant-cycle.ts'`,
  'main/host/loopback/allowed.ts': `import 'node:http'`,
  'main/issue/allowed.ts': `import type { Planted } from '../register/planted.ts'\nexport type Again = Planted`,
}

const write = (folder: string, path: string, text: string) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), `${text}\n`)
}

describe('layers', () => {
  const folder = mkdtempSync(join(tmpdir(), 'siglum-layers-'))
  let planted: Cruise

  beforeAll(() => {
    for (const name of ['.dependency-cruiser.mjs', 'tsconfig.base.json', 'package.json']) {
      cpSync(join(REPOSITORY, name), join(folder, name))
    }
    symlinkSync(join(REPOSITORY, 'node_modules'), join(folder, 'node_modules'))
    for (const [path, text] of Object.entries(GROUND)) write(folder, path, text)
    for (const { from, text } of PLANTS) write(folder, from, text)
    planted = cruise(folder)
  })

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it.each(PLANTS)('refuses $text in $from', ({ from, rule }) => {
    // A cycle is reported once, from whichever of its files comes first.
    const about = planted.violations.filter((v) => v.from === from || (rule === 'no cycles' && v.to === from))
    expect(about.map((v) => v.rule.name)).toContain(rule)
  })

  it('lets the loopback listen', () => {
    expect(planted.violations.filter((v) => v.from === 'main/host/loopback/allowed.ts')).toEqual([])
  })

  it('lets a journey use types of the register', () => {
    expect(planted.violations.filter((v) => v.from === 'main/issue/allowed.ts')).toEqual([])
  })

  it('says what is allowed', () => {
    const { text, status } = cruiseReport(folder)
    expect(status).not.toBe(0)
    expect(text.replace(/\s+/g, ' ')).toContain(
      'main/trace may import shared/mark, shared/contract, shared/maths, main/document, main/image, and types of ' +
        'main/register, main/keys.',
    )
  })

  it('finds nothing to refuse in the real tree, and did read it', () => {
    const real = cruise(REPOSITORY)
    expect(real.violations.map((v) => `${v.from} -> ${v.to}: ${v.rule.name}`)).toEqual([])
    // With a TypeScript that has no compiler API the cruiser reads no module and passes.
    expect(real.totalCruised).toBeGreaterThan(60)
    expect(real.totalDependenciesCruised).toBeGreaterThan(100)
  })
})
