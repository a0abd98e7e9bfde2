import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { lockWhenIdle, openEngine, openEngineForReading } from '../../../main/engine.ts'
import type { Engine } from '../../../main/engine.ts'
import { openVault } from '../../../main/vault.ts'
import { Failure } from '../../../shared/contract/failure.ts'
import type { Role } from '../../../shared/contract/roles.ts'
import { actAs } from '../../../main/engine/permissions.ts'
import {
  expectFailure,
  expectRejection,
  fillRegister,
  importDocument,
  newVault,
  PASSPHRASE,
  sealing,
  temporaryFolder,
  tracing,
} from '../register/fixture.ts'

const passphraseOf = (name: string): string => `a passphrase of ${name}`

/** A vault with a person of each role, closed. */
const desk = async () => {
  const vault = await newVault()
  const { copyIds } = fillRegister(vault.register)
  vault.close()
  const engine = await openEngine(vault.dir, PASSPHRASE)
  const add = (name: string, role: Role) =>
    engine.addUser({ passphrase: PASSPHRASE, name, role, newPassphrase: passphraseOf(name) })
  await add('Kim', 'investigator')
  await add('Wu', 'auditor')
  engine.close()
  return { dir: vault.dir, copyIds }
}

const as = (dir: string, name: string): Promise<Engine> =>
  openEngine(dir, { passphrase: passphraseOf(name), name })

describe('roles', () => {
  it('are kept by every way in', async () => {
    const { dir, copyIds } = await desk()
    const out = `${temporaryFolder()}/out`
    const attempts: Readonly<Record<string, (engine: Engine) => Promise<unknown>>> = {
      issue: (engine) =>
        engine.issue({ document: 'x.pdf', recipients: 'x.csv', out, medium: 'both', by: 'somebody' }),
      trace: (engine) => engine.trace({ files: ['missing.jpg'], by: 'somebody' }),
      'export-proof': async (engine) => engine.exportProof({ copy: copyIds[0], out: `${out}.jsonl` }),
      redact: async (engine) => engine.redact({ copy: copyIds[0], reason: 'x', dryRun: true }),
      backup: (engine) => engine.backup({ out: `${out}.backup` }),
      'users add': (engine) =>
        engine.addUser({ passphrase: '', name: 'Eve', role: 'custodian', newPassphrase: 'long enough' }),
      'users remove': (engine) => engine.removeUser({ passphrase: '', name: 'Kim' }),
      'recovery key': (engine) => engine.changePassphrase({ passphrase: '', renewRecoveryKey: true }),
      look: async (engine) => [engine.list(), engine.verify(), engine.checkpoint(), engine.users()],
    }
    const refusedTo = async (name: string): Promise<string[]> => {
      const engine = await as(dir, name)
      const refused: string[] = []
      for (const [what, attempt] of Object.entries(attempts)) {
        const code = await attempt(engine).then(
          () => 'done',
          (error: unknown) => (error instanceof Failure ? error.code : String(error)),
        )
        if (code === 'not-permitted') refused.push(what)
      }
      engine.close()
      return refused
    }
    const forCustodians = ['redact', 'backup', 'users add', 'users remove', 'recovery key']
    expect(await refusedTo('Wu')).toEqual(['issue', 'trace', ...forCustodians])
    expect(await refusedTo('Kim')).toEqual(['issue', 'export-proof', ...forCustodians])
  })

  it('are kept where everything is recorded, whatever way in forgets them', async () => {
    const { dir, copyIds } = await desk()
    const vault = await openVault(dir, { passphrase: passphraseOf('Kim') })
    const { register } = actAs(vault)
    expectFailure(() => register.append([sealing(copyIds[2])]), 'not-permitted')
    expectFailure(() => register.redact({ by: 'Kim', reason: 'x', targets: [] }), 'not-permitted')
    register.append([tracing()])
    expect([...register.events()].at(-1)).toMatchObject({ type: 'traced', by: 'Kim' })
    vault.close()
  })

  it('name whoever was signed in, also where another name was given', async () => {
    const { dir } = await desk()
    const vault = await openVault(dir, PASSPHRASE)
    importDocument(vault.register, { title: 'x' })
    expect([...vault.register.events()].at(-1)?.by).toBe('tester')
    expect(vault.user).toEqual({ name: 'tester', role: 'custodian' })
    vault.close()
  })

  it('hold for a reader beside a program at work', async () => {
    const { dir } = await desk()
    const busy = await openVault(dir, PASSPHRASE)
    const reader = await openEngineForReading(dir, { passphrase: passphraseOf('Wu') })
    expect(reader.user.role).toBe('auditor')
    await expectRejection(reader.backup({ out: 'x' }), 'not-permitted')
    reader.close()
    busy.close()
  })
})

describe('people', () => {
  it('are not added twice, and cannot be nobody', async () => {
    const { dir } = await desk()
    const engine = await openEngine(dir, PASSPHRASE)
    const add = (name: string) =>
      engine.addUser({ passphrase: PASSPHRASE, name, role: 'auditor', newPassphrase: 'long enough' })
    await expectRejection(add('Wu'), 'usage')
    await expectRejection(add(''), 'usage')
    await expectRejection(add(' Wu'), 'usage')
    await expectRejection(engine.removeUser({ passphrase: PASSPHRASE, name: 'nobody' }), 'not-found')
    await engine.removeUser({ passphrase: PASSPHRASE, name: 'Wu' })
    await add('Wu')
    engine.close()
    const again = await openEngine(dir, { passphrase: 'long enough' })
    expect(again.user).toEqual({ name: 'Wu', role: 'auditor' })
    again.close()
  })
})

describe('a vault left alone', () => {
  const open = async (idleMs: number) => {
    const { dir } = await desk()
    let locked = 0
    const engine = lockWhenIdle(await openEngine(dir, PASSPHRASE), { idleMs, onLock: () => (locked += 1) })
    return { dir, engine, locked: () => locked }
  }

  it('locks itself, and is free for others', async () => {
    const { dir, engine, locked } = await open(30)
    await pause(100)
    expect(locked()).toBe(1)
    expectFailure(() => engine.list(), 'vault-locked')
    const next = await openEngine(dir, PASSPHRASE)
    next.close()
    engine.close()
    expect(locked()).toBe(1)
  })

  it('stays open while it is used, and while something is under way', async () => {
    const { engine, locked } = await open(400)
    const saving = engine.backup({ out: `${temporaryFolder()}/x.backup` })
    for (let i = 0; i < 4; i += 1) {
      await pause(150)
      engine.list()
    }
    expect((await saving).size).toBeGreaterThan(6)
    expect(locked()).toBe(0)
    engine.close()
    await pause(500)
    expect(locked()).toBe(0)
  })
})
