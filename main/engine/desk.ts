import { resolve } from 'node:path'
import { Failure } from '../../shared/contract/failure.ts'
import type { PassphraseResult, UsersResult } from '../../shared/contract/keeping-results.ts'
import { deskNameSchema } from '../../shared/contract/roles.ts'
import type { Role } from '../../shared/contract/roles.ts'
import { removeHolder, renewRecoveryKey, setPassphrase } from '../keys/change-header.ts'
import type { HeaderChange } from '../keys/change-header.ts'
import type { Opener } from '../keys/wrap-master-key.ts'
import type { RegisterReader } from '../register/register.ts'
import { openVault } from '../vault.ts'
import type { Vault } from '../vault.ts'
import { readHeader, writeHeader } from '../vault/vault-files.ts'
import { requireRole } from './permissions.ts'

/**
 * Who is at the desk. The register is told first and the key file is replaced after: a crash between the two leaves
 * somebody announced who cannot get in, or named as gone who is refused by the register anyway; the same call mends it.
 */
export const listUsers = (register: RegisterReader): UsersResult => ({ users: [...register.users()] })

const founderOf = (register: RegisterReader): string => register.users()[0]?.name ?? 'custodian'

const changeOf = ({ dir, register }: Vault, opener: Opener): HeaderChange => ({
  text: readHeader(dir),
  opener,
  founder: founderOf(register),
})

export interface AddUserRequest {
  /** Of whoever adds: the keys are opened anew for it. */
  readonly passphrase: string
  readonly name: string
  readonly role: Role
  readonly newPassphrase: string
}

export const addUser = async (vault: Vault, request: AddUserRequest): Promise<UsersResult> => {
  requireRole(vault, ['custodian'], 'add people')
  const { name, role } = request
  if (!deskNameSchema.safeParse(name).success) throw new Failure('usage', `"${name}" cannot be a name here.`)
  const isKnown = readHeader(vault.dir).includes(JSON.stringify(name))
  if (isKnown && vault.register.users().some((user) => user.name === name && user.active))
    throw new Failure('usage', `${name} is already at this desk. Remove them first to change their role.`)
  const opener = { passphrase: request.passphrase, name: vault.user.name }
  const text = await setPassphrase(changeOf(vault, opener), { name, role }, request.newPassphrase)
  vault.register.append([{ type: 'user-added', by: vault.user.name, body: { name, role } }])
  writeHeader(vault.dir, text)
  return listUsers(vault.register)
}

export interface RemoveUserRequest {
  readonly passphrase: string
  readonly name: string
}

export const removeUser = async (vault: Vault, request: RemoveUserRequest): Promise<UsersResult> => {
  requireRole(vault, ['custodian'], 'remove people')
  const { name, passphrase } = request
  if (!vault.register.users().some((user) => user.name === name))
    throw new Failure('not-found', `Nobody is called ${name} at this desk.`)
  const text = await removeHolder(changeOf(vault, { passphrase, name: vault.user.name }), name)
  vault.register.append([{ type: 'user-removed', by: vault.user.name, body: { name } }])
  writeHeader(vault.dir, text)
  return listUsers(vault.register)
}

export interface ChangePassphraseRequest {
  readonly passphrase: string
  /** Their own passphrase, if that is to change. */
  readonly newPassphrase?: string
  /** Whether to make a new recovery key in place of the old. */
  readonly renewRecoveryKey?: boolean
}

/** One's own passphrase, and for custodians the recovery key. */
export const changePassphrase = async (
  vault: Vault,
  request: ChangePassphraseRequest,
): Promise<PassphraseResult> => {
  const { user } = vault
  const by = user.name
  let { passphrase } = request
  if (request.newPassphrase !== undefined) {
    const change = changeOf(vault, { passphrase, name: by })
    const text = await setPassphrase(change, user, request.newPassphrase)
    vault.register.append([{ type: 'passphrase-changed', by, body: { name: by, how: 'passphrase' } }])
    writeHeader(vault.dir, text)
    passphrase = request.newPassphrase
  }
  if (!request.renewRecoveryKey) return { name: by, recoveryKey: null }
  requireRole(vault, ['custodian'], 'make a recovery key')
  return { name: by, recoveryKey: await newRecoveryKey(vault, { passphrase, name: by }) }
}

const newRecoveryKey = async (vault: Vault, opener: Opener): Promise<string> => {
  const { text, recoveryKey } = await renewRecoveryKey(changeOf(vault, opener))
  vault.register.append([{ type: 'recovery-key-renewed', by: vault.user.name, body: {} }])
  writeHeader(vault.dir, text)
  return recoveryKey
}

export interface RecoverRequest {
  readonly dir: string
  readonly recoveryKey: string
  readonly newPassphrase: string
  /** Whose passphrase was forgotten; the founder's unless told. */
  readonly name?: string
}

/** A new passphrase by the recovery key, and a new recovery key, since the old one has been out of the safe. */
export const recoverVault = async (request: RecoverRequest): Promise<PassphraseResult> => {
  const opener = { recoveryKey: request.recoveryKey }
  const vault = await openVault(resolve(request.dir), opener)
  try {
    const name = request.name ?? founderOf(vault.register)
    const known = vault.register.users().find((user) => user.name === name && user.active)
    if (known === undefined) throw new Failure('not-found', `Nobody is called ${name} at this desk.`)
    const holder = { name, role: known.role }
    const text = await setPassphrase(changeOf(vault, opener), holder, request.newPassphrase)
    vault.register.append([{ type: 'passphrase-changed', by: name, body: { name, how: 'recovery-key' } }])
    writeHeader(vault.dir, text)
    return { name, recoveryKey: await newRecoveryKey(vault, opener) }
  } finally {
    vault.close()
  }
}
