import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Result } from '../../../shared/contract/app/calls.ts'
import { vaultSettingsSchema } from '../../../shared/contract/app/desk-calls.ts'
import type { VaultSettings } from '../../../shared/contract/app/desk-calls.ts'
import { savedListSchema } from '../../../shared/contract/app/issue-calls.ts'
import type { SavedList } from '../../../shared/contract/app/issue-calls.ts'
import { Failure } from '../../../shared/contract/failure.ts'
import { requireRecipients } from '../../issue/recipient-problems.ts'
import type { Recipient } from '../../issue/recipient-problems.ts'
import type { Vault } from '../../vault.ts'
import { readKept, writeKept } from '../kept-json.ts'
import { requireRole } from '../permissions.ts'

const SETTINGS = 'app settings'
const LISTS = 'saved lists'

const DEFAULTS: VaultSettings = {
  hideFromCapture: true,
  limit: 1e-6,
  classifications: ['内部', '秘密', '机密', '绝密', 'Internal', 'Confidential', 'Secret'],
  notice: true,
}

const MOST_LISTS = 200

const listsSchema = z.array(savedListSchema)

const changed = <T extends object>(
  before: T,
  changes: { readonly [K in keyof T]?: T[K] | undefined },
): T => ({
  ...before,
  ...Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)),
})

/** As this vault's custodians have decided, or as it is where they have not. */
export const settingsOf = (vault: Vault): VaultSettings =>
  changed(DEFAULTS, readKept(vault, SETTINGS, vaultSettingsSchema.partial(), {}))

/** Settings and lists of people that a vault's custodians keep in it, encrypted; in every backup, and in no record. */
export const keptSettings = (vault: Vault) => {
  const settings = (): VaultSettings => settingsOf(vault)
  const lists = (): readonly SavedList[] => readKept(vault, LISTS, listsSchema, [])
  const keep = (next: readonly SavedList[]): Result<'issue.lists'> => {
    if (next.length > MOST_LISTS) throw new Failure('usage', `At most ${MOST_LISTS} lists are kept.`)
    const ordered = next.toSorted((a, b) => a.name.localeCompare(b.name))
    writeKept(vault, LISTS, ordered)
    return { lists: ordered }
  }
  return {
    settings,
    changeSettings: (changes: Partial<{ [K in keyof VaultSettings]: VaultSettings[K] | undefined }>) => {
      if (Object.keys(changes).length === 0) return settings()
      requireRole(vault, ['custodian'], "change the vault's settings")
      const next = changed(settings(), changes)
      writeKept(vault, SETTINGS, next)
      return next
    },
    lists: (): Result<'issue.lists'> => ({ lists: [...lists()] }),
    /** A list of the same name is replaced. */
    saveList: (name: string, people: readonly Recipient[]): Result<'issue.lists'> => {
      requireRole(vault, ['custodian'], 'keep lists')
      const recipients = [...requireRecipients(people)]
      const known = lists().find((list) => list.name === name)
      const id = known?.id ?? `l-${randomBytes(8).toString('hex')}`
      return keep([...lists().filter((list) => list.id !== id), { id, name, recipients }])
    },
    removeList: (id: string): Result<'issue.lists'> => {
      requireRole(vault, ['custodian'], 'remove lists')
      return keep(lists().filter((list) => list.id !== id))
    },
  }
}
