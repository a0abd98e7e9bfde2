import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { openVault } from '../../main/vault.ts'
import {
  backupResultSchema,
  checkedProofResultSchema,
  checkpointResultSchema,
  cosignedResultSchema,
  cosignResultSchema,
  passphraseResultSchema,
  proofResultSchema,
  redactResultSchema,
  restoreResultSchema,
  scheduleResultSchema,
  usersResultSchema,
  witnessResultSchema,
} from '../../shared/contract/keeping-results.ts'
import { errorResultSchema, initResultSchema, verifyResultSchema } from '../../shared/contract/results.ts'
import { fillRegister, importDocument } from '../unit/register/fixture.ts'
import { PASSPHRASE, siglumWith } from './siglum-command.ts'

const folder = mkdtempSync(join(tmpdir(), 'siglum-keep-'))
const at = (name: string): string => join(folder, name)
const vault = at('vault')
let recoveryKey = ''
let copyIds: readonly string[] = []

type Secrets = Readonly<Record<string, string>>

/** Runs a command that must succeed, and reads its one line of JSON by the contract. */
const run = <S extends z.ZodType>(schema: S, args: readonly string[], secrets: Secrets = {}): z.output<S> => {
  const { status, stdout, stderr } = siglumWith([...args, '--json'], secrets)
  expect(status, stderr + stdout).toBe(0)
  expect(stdout.trim().split('\n')).toHaveLength(1)
  return schema.parse(JSON.parse(stdout))
}

const refusal = (args: readonly string[], secrets: Secrets = {}): string => {
  const { status, stdout } = siglumWith([...args, '--json'], secrets)
  const { code } = errorResultSchema.parse(JSON.parse(stdout)).error
  return `${status} ${code}`
}

const inVault = (...args: string[]): string[] => [...args, '--vault', vault]
const verdict = (...args: string[]): string => {
  const { stdout } = siglumWith([...inVault('verify', ...args), '--json'], {})
  return verifyResultSchema.parse(JSON.parse(stdout)).verdict
}

beforeAll(async () => {
  const made = run(initResultSchema, inVault('init', '--by', 'lee', '--scrypt-log-n', '10'))
  recoveryKey = made.recoveryKey
  const opened = await openVault(vault, PASSPHRASE)
  copyIds = fillRegister(opened.register, opened.blobs.put(Buffer.from('the original'))).copyIds
  opened.register.append([
    { type: 'copy-abandoned', by: 'lee', body: { copyId: copyIds[2], reason: 'the printer broke' } },
  ])
  opened.close()
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('checkpoints and witnesses, through the real command', () => {
  const secrets = { SIGLUM_WITNESS_PASSPHRASE: 'a passphrase of the archive' }
  let registerKey = ''
  let witnessKey = ''

  it('prints the head, and proves that it grew', async () => {
    const first = run(checkpointResultSchema, inVault('checkpoint', '--out', at('first.txt')))
    expect(readFileSync(at('first.txt'), 'utf8')).toBe(first.checkpoint)
    registerKey = first.key
    const opened = await openVault(vault, PASSPHRASE)
    const originalBlob = opened.blobs.put(Buffer.from('the original'))
    importDocument(opened.register, { originalBlob })
    opened.close()
    const args = inVault('checkpoint', '--since', at('first.txt'), '--out', at('grown.txt'))
    expect(run(checkpointResultSchema, args)).toMatchObject({ size: first.size + 1 })
    expect(readFileSync(at('grown.txt'), 'utf8')).toMatch(/^old 7\n/)
    const plain = siglumWith(inVault('checkpoint'), {})
    expect(plain.stdout).toMatch(/^siglum\/v-[a-z2-7]{26}\n8\n/)
  })

  it('is checked by the program that shares no code with this one', () => {
    const script = join(import.meta.dirname, '..', 'reference', 'check.ts')
    const files = [at('grown.txt'), at('first.txt')]
    const checked = spawnSync(process.execPath, [script, registerKey, ...files], { encoding: 'utf8' })
    expect(checked.stdout, checked.stderr).toContain('head at 8 events grew out of')
  })

  it('is signed by a witness, who signs no two histories', () => {
    const made = run(
      witnessResultSchema,
      ['witness', 'init', '--witness', at('stick'), '--name', 'archive.wu', '--scrypt-log-n', '10'],
      secrets,
    )
    witnessKey = made.key
    const cosign = (file: string, ...more: string[]) => [
      'checkpoint',
      '--cosign',
      at(file),
      '--witness',
      at('stick'),
      ...more,
    ]
    expect(refusal(cosign('first.txt'), secrets)).toBe('2 usage')
    run(cosignResultSchema, cosign('first.txt', '--register-key', registerKey), secrets)
    const plainHead = readFileSync(at('grown.txt'), 'utf8').split('\n\n').slice(1).join('\n\n')
    writeFileSync(at('second.txt'), plainHead)
    expect(refusal(cosign('second.txt'), secrets)).toBe('1 proof-invalid')
    const signed = run(cosignResultSchema, cosign('grown.txt', '--out', at('signed.txt')), secrets)
    expect(signed).toMatchObject({ size: 8, witness: 'archive.wu', witnessKey })
    expect(refusal(cosign('first.txt'), secrets)).toBe('1 checkpoint-invalid')
    expect(refusal(cosign('grown.txt'), { SIGLUM_WITNESS_PASSPHRASE: 'another one' })).toBe(
      '1 passphrase-wrong',
    )
  })

  it('verifies against it, signature of the witness and all', () => {
    const args = inVault(
      'verify',
      '--checkpoint',
      at('signed.txt'),
      '--checkpoint',
      at('first.txt'),
      '--witness-key',
      witnessKey,
    )
    expect(run(verifyResultSchema, args)).toMatchObject({
      verdict: 'intact',
      witnesses: [{ name: 'archive.wu', size: 8 }],
    })
    const unsigned = inVault('verify', '--checkpoint', at('second.txt'), '--witness-key', witnessKey)
    expect(refusal(unsigned)).toBe('1 checkpoint-invalid')
  })

  it('keeps it, and from then on every verify holds the register against it', () => {
    expect(run(cosignedResultSchema, inVault('checkpoint', '--list')).cosigned).toEqual([])
    const add = inVault('checkpoint', '--add', at('signed.txt'))
    expect(refusal(add)).toBe('1 checkpoint-invalid')
    expect(refusal([...add, '--list'])).toBe('2 usage')
    const kept = [{ witness: 'archive.wu', size: 8, witnessKey }]
    expect(run(cosignedResultSchema, [...add, '--witness-key', witnessKey])).toMatchObject({ cosigned: kept })
    expect(run(cosignedResultSchema, inVault('checkpoint', '--list'))).toMatchObject({ cosigned: kept })
    expect(run(verifyResultSchema, inVault('verify')).cosigned).toMatchObject([
      { name: 'archive.wu', size: 8 },
    ])
  })

  it('exports one recipient’s rows with proofs, checked without the vault', () => {
    const args = inVault('export-proof', '--recipient', '张三', '--out', at('rows.jsonl'))
    expect(run(proofResultSchema, args)).toMatchObject({ rows: 3, copies: 1, size: 8 })
    expect(readFileSync(at('rows.jsonl'), 'utf8')).not.toMatch(/Adaobi|Bobrowski/)
    const checked = run(checkedProofResultSchema, [
      'check-proof',
      at('rows.jsonl'),
      '--register-key',
      registerKey,
    ])
    expect(checked.rows.map(({ type }) => type)).toEqual([
      'document-imported',
      'issuance-reserved',
      'copy-sealed',
    ])
    writeFileSync(at('forged.jsonl'), readFileSync(at('rows.jsonl'), 'utf8').replace('张三', '李四'))
    expect(refusal(['check-proof', at('forged.jsonl'), '--register-key', registerKey])).toBe(
      '1 proof-invalid',
    )
    expect(refusal(inVault('export-proof', '--out', at('all.jsonl')))).toBe('2 usage')
    expect(refusal(inVault('export-proof', '--copy', 'nobody', '--out', at('x.jsonl')))).toBe('1 not-found')
    expect(refusal(inVault('export-proof', '--copy', copyIds[0], '--out', at('rows.jsonl')))).toBe(
      '1 file-unwritable',
    )
  })
})

describe('backups, through the real command', () => {
  it('writes one, restores it elsewhere, and the copy verifies', () => {
    const saved = run(backupResultSchema, inVault('backup', '--out', at('one.backup')))
    // The original, and what the witness signed.
    expect(saved).toMatchObject({ size: 9, blobs: 2, damaged: [], removed: [] })
    expect(readFileSync(at('one.backup')).includes('张三')).toBe(false)
    expect(refusal(inVault('backup', '--out', at('one.backup')))).toBe('1 file-unwritable')
    const restore = (to: string, ...more: string[]) => [
      'restore',
      '--backup',
      at('one.backup'),
      '--vault',
      at(to),
      ...more,
    ]
    expect(run(restoreResultSchema, restore('restored'))).toMatchObject({ size: 9, verdict: 'intact' })
    const args = ['verify', '--vault', at('restored'), '--checkpoint', at('signed.txt')]
    expect(run(verifyResultSchema, args)).toMatchObject({ verdict: 'intact', size: 10 })
    expect(refusal(restore('restored'))).toBe('1 vault-exists')
    expect(refusal(restore('other'), { SIGLUM_PASSPHRASE: 'not the passphrase' })).toBe('1 passphrase-wrong')
    run(restoreResultSchema, restore('by-key', '--recovery-key'), { SIGLUM_RECOVERY_KEY: recoveryKey })
    const bytes = readFileSync(at('one.backup'))
    bytes[bytes.length - 100] ^= 1
    writeFileSync(at('bad.backup'), bytes)
    expect(refusal(['restore', '--backup', at('bad.backup'), '--vault', at('none')])).toBe('1 backup-damaged')
    expect(readdirSync(folder)).not.toContain('none')
  })

  it('keeps a ladder', () => {
    const id = run(checkpointResultSchema, inVault('checkpoint')).origin.slice(
      'siglum/v-'.length,
      'siglum/v-'.length + 12,
    )
    run(backupResultSchema, inVault('backup', '--ladder', at('ladder')))
    const old = ['20200101T000000Z', '20200102T000000Z', '20200103T000000Z'].map(
      (time) => `siglum-${id}-${time}.backup`,
    )
    for (const name of [...old, 'notes.txt']) writeFileSync(at(`ladder/${name}`), '')
    const rungs = ['--daily', '1', '--weekly', '1', '--monthly', '2']
    const { removed } = run(backupResultSchema, inVault('backup', '--ladder', at('ladder'), ...rungs))
    expect(removed.filter((file) => /-2020010[12]T/.test(file))).toHaveLength(2)
    expect(readdirSync(at('ladder'))).toEqual(expect.arrayContaining(['notes.txt', old[2]]))
    expect(refusal(inVault('backup'))).toBe('2 usage')
  })

  it('makes one by itself when it is due, after the work, which does not fail with it', () => {
    const none = { folder: null, everyHours: null, newest: null }
    expect(run(scheduleResultSchema, inVault('backup', '--schedule'))).toEqual(none)
    const begun = siglumWith(inVault('backup', '--schedule', at('by-itself'), '--every', '1'), {})
    expect([begun.status, begun.stderr]).toEqual([0, expect.stringContaining('A backup was due; it is in ')])
    expect(readdirSync(at('by-itself'))).toHaveLength(1)
    expect(run(scheduleResultSchema, inVault('backup', '--schedule'))).toMatchObject({ everyHours: 1 })
    const again = siglumWith(inVault('checkpoint', '--add', at('signed.txt'), '--json'), {})
    expect([again.status, again.stderr]).toEqual([0, ''])
    rmSync(at('by-itself'), { recursive: true })
    writeFileSync(at('by-itself'), 'a file where the folder was')
    const failing = siglumWith(inVault('checkpoint', '--add', at('signed.txt'), '--json'), {})
    expect([failing.status, failing.stderr]).toEqual([0, expect.stringContaining('could not be made')])
    expect(run(scheduleResultSchema, inVault('backup', '--no-schedule'))).toEqual(none)
  })
})

describe('people at one desk, through the real command', () => {
  const WU = { SIGLUM_PASSPHRASE: 'a passphrase of Wu' }
  const KIM = { SIGLUM_PASSPHRASE: 'a passphrase of Kim', SIGLUM_USER: 'Kim' }

  it('are added with passphrases of their own', () => {
    const add = (name: string, role: string, SIGLUM_NEW_PASSPHRASE: string) =>
      run(usersResultSchema, inVault('users', 'add', '--name', name, '--role', role), {
        SIGLUM_NEW_PASSPHRASE,
      })
    add('Wu', 'auditor', WU.SIGLUM_PASSPHRASE)
    const { users } = add('Kim', 'investigator', KIM.SIGLUM_PASSPHRASE)
    expect(users.map(({ name, role, active }) => [name, role, active])).toEqual([
      ['lee', 'custodian', true],
      ['Wu', 'auditor', true],
      ['Kim', 'investigator', true],
    ])
  })

  it('do what their role allows, and nothing else', () => {
    expect(run(verifyResultSchema, inVault('verify'), WU).verdict).toBe('intact')
    run(proofResultSchema, inVault('export-proof', '--copy', copyIds[0], '--out', at('wu.jsonl')), WU)
    for (const args of [inVault('redact', '--copy', copyIds[1], '--reason', 'x'), inVault('trace', 'x.jpg')])
      expect(refusal(args, WU), args[0]).toBe('1 not-permitted')
    expect(refusal(inVault('backup', '--out', at('kim.backup')), KIM)).toBe('1 not-permitted')
  })

  it('change their own passphrase', () => {
    const changed = { SIGLUM_NEW_PASSPHRASE: 'another passphrase of Wu' }
    expect(run(passphraseResultSchema, inVault('passphrase'), { ...WU, ...changed })).toEqual({
      name: 'Wu',
      recoveryKey: null,
    })
    expect(refusal(inVault('verify'), WU)).toBe('1 passphrase-wrong')
    run(verifyResultSchema, inVault('verify'), { SIGLUM_PASSPHRASE: changed.SIGLUM_NEW_PASSPHRASE })
    expect(refusal(inVault('passphrase'), { SIGLUM_NEW_PASSPHRASE: 'short' })).toBe('1 passphrase-weak')
  })

  it('are removed, also for a key file from before', () => {
    const before = readFileSync(join(vault, 'vault.json'))
    run(usersResultSchema, inVault('users', 'remove', '--name', 'Kim'))
    expect(refusal(inVault('verify'), KIM)).toBe('1 passphrase-wrong')
    const after = readFileSync(join(vault, 'vault.json'))
    writeFileSync(join(vault, 'vault.json'), before)
    expect(refusal(inVault('verify'), KIM)).toBe('1 not-permitted')
    writeFileSync(join(vault, 'vault.json'), after)
    expect(refusal(inVault('users', 'remove', '--name', 'lee'))).toBe('1 not-permitted')
  })

  it('stand in the record by name', async () => {
    const opened = await openVault(vault, PASSPHRASE)
    const events = [...opened.register.events()].map(({ type, by }) => `${type} by ${by}`)
    opened.close()
    expect(events.slice(-5)).toEqual([
      'user-added by lee',
      'user-added by lee',
      'exported by Wu',
      'passphrase-changed by Wu',
      'user-removed by lee',
    ])
    expect(verdict('--checkpoint', at('signed.txt'))).toBe('intact')
  })
})

describe('the recovery key, through the real command', () => {
  it('sets a new passphrase, and is replaced', () => {
    const secrets = { SIGLUM_RECOVERY_KEY: recoveryKey, SIGLUM_NEW_PASSPHRASE: 'set by the recovery key' }
    const slip = {
      ...secrets,
      SIGLUM_RECOVERY_KEY: recoveryKey.replace(/^./, (c) => (c === '7' ? '8' : '7')),
    }
    expect(refusal(inVault('recover'), slip)).toBe('1 recovery-key-wrong')
    const recovered = run(passphraseResultSchema, inVault('recover'), secrets)
    expect(recovered.name).toBe('lee')
    expect(refusal(inVault('verify'))).toBe('1 passphrase-wrong')
    expect(refusal(inVault('recover'), secrets)).toBe('1 recovery-key-wrong')
    const renewed = { SIGLUM_RECOVERY_KEY: recovered.recoveryKey ?? '', SIGLUM_NEW_PASSPHRASE: PASSPHRASE }
    run(passphraseResultSchema, inVault('recover'), renewed)
    expect(verdict()).toBe('intact')
  })
})

describe('redaction, through the real command', () => {
  it('erases what is asked, and the register still verifies and says how much', () => {
    const args = inVault(
      'redact',
      '--recipient',
      'Adaobi',
      '--reason',
      'retention is over',
      '--approver',
      'Head',
    )
    expect(run(redactResultSchema, [...args, '--dry-run'])).toEqual({
      values: 1,
      events: 1,
      checkpoint: null,
    })
    expect(run(redactResultSchema, args)).toMatchObject({ values: 1, events: 1 })
    const verified = run(verifyResultSchema, inVault('verify', '--checkpoint', at('signed.txt')))
    expect(verified).toMatchObject({ verdict: 'intact', redacted: 1 })
    expect(readFileSync(join(vault, 'register.sqlite')).includes('Adaobi')).toBe(false)
    expect(refusal(args)).toBe('1 not-found')
    expect(refusal(inVault('redact', '--reason', 'x'))).toBe('2 usage')
  })
})
