import { Failure } from '../../shared/contract/failure.ts'
import type { NewEvent } from '../../shared/contract/events.ts'
import type { Holder } from '../keys/header-format.ts'
import type { Append } from '../register/append-events.ts'
import type { RegisterReader } from '../register/register.ts'

/** Whoever opened the vault, as the register knows them. */
export type DeskUser = Holder

/**
 * The header says whose passphrase it was; the register says who is at the desk. A header from before somebody was
 * removed, or was given another role, is not enough. Throws Failure 'not-permitted'.
 */
export const signIn = (register: RegisterReader, holder: Holder | null): DeskUser => {
  const users = register.users()
  if (holder === null) return { name: users[0]?.name ?? 'custodian', role: 'custodian' }
  const known = users.find(({ name }) => name === holder.name)
  // A register that was emptied or exchanged knows nobody; it must still open, to be verified.
  if (users.length === 0 || (known?.active === true && known.role === holder.role)) return holder
  if (known === undefined && register.size() <= 1) return holder
  throw new Failure(
    'not-permitted',
    `${holder.name} is not, or no longer, at this desk as ${holder.role}. A custodian can add them again.`,
  )
}

/** Once there is more than one person, every record bears the name of whoever is signed in. */
export const appendAs =
  (append: Append, register: RegisterReader, { name }: DeskUser): Append =>
  (events) =>
    append(register.users().length > 1 ? events.map((event): NewEvent => ({ ...event, by: name })) : events)
