import { Failure } from '../../shared/contract/failure.ts'
import type { EventType, NewEvent } from '../../shared/contract/events.ts'
import type { Role } from '../../shared/contract/roles.ts'
import type { Vault } from '../vault.ts'

/** What each role may put on record; what is not named here is for custodians alone. Looking is open to all three. */
const MAY_RECORD: Readonly<Record<Exclude<Role, 'custodian'>, ReadonlySet<EventType>>> = {
  investigator: new Set<EventType>(['traced', 'exposure-searched', 'exported', 'passphrase-changed']),
  auditor: new Set<EventType>(['exported', 'passphrase-changed']),
}

const refused = (name: string, role: Role, what: string): Failure =>
  new Failure('not-permitted', `${name} is here as ${role}, who may not ${what}. Ask a custodian.`)

/** Throws Failure 'not-permitted' unless whoever is signed in has one of these roles. */
export const requireRole = (
  { user: { name, role } }: Pick<Vault, 'user'>,
  roles: readonly Role[],
  what: string,
): void => {
  if (!roles.includes(role)) throw refused(name, role, what)
}

/**
 * The vault as whoever is signed in may use it. The check sits where everything is recorded, so that no way in can
 * forget it; the ways in check first, so that nobody waits for a refusal.
 */
export const actAs = (vault: Vault): Vault => {
  const { name, role } = vault.user
  if (role === 'custodian') return vault
  const allowed = MAY_RECORD[role]
  const append = (events: readonly NewEvent[]) => {
    const other = events.find(({ type }) => !allowed.has(type))
    if (other !== undefined) throw refused(name, role, `record "${other.type}"`)
    return vault.register.append(events)
  }
  const never = (): never => {
    throw refused(name, role, 'change the record')
  }
  const register = {
    ...vault.register,
    append,
    redact: never,
    recoverAbandoned: never,
    rebuildProjections: never,
  }
  return { ...vault, register }
}
