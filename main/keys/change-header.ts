import { Failure } from '../../shared/contract/failure.ts'
import { parseHeader, passphraseWraps, printHeader } from './header-format.ts'
import type { Header, Holder, PassphraseWrap } from './header-format.ts'
import { checkPassphraseStrength } from './passphrase.ts'
import { makeRecoveryKey } from './recovery-key.ts'
import { unwrapMasterKey, wrapWithPassphrase, wrapWithRecoveryKey } from './wrap-master-key.ts'
import type { Opener } from './wrap-master-key.ts'

/**
 * Other people and other passphrases for the same master key. Whoever changes the header opens it anew, so the master
 * key is never kept. Each gives the new text of `vault.json`.
 */
export interface HeaderChange {
  readonly text: string
  readonly opener: Opener
  /** Whose the nameless passphrase of an old header is. */
  readonly founder: string
}

/** New wraps cost what the dearest of the old ones does. */
const costOf = (header: Header): number =>
  Math.max(...passphraseWraps(header).map(({ scrypt }) => scrypt.logN))

const withMasterKey = async <R>(
  { text, opener }: HeaderChange,
  act: (header: Header, masterKey: Uint8Array) => Promise<R>,
): Promise<R> => {
  const header = parseHeader(text)
  const { masterKey } = await unwrapMasterKey(header, opener)
  try {
    return await act(header, masterKey)
  } finally {
    masterKey.fill(0)
  }
}

const nameOf = (wrap: PassphraseWrap, founder: string): string => wrap.holder?.name ?? founder

/** The wraps without that person's; the nameless one of an old header gets its name on the way. */
const wrapsOfOthers = async (
  { opener, founder }: HeaderChange,
  header: Header,
  masterKey: Uint8Array,
  name: string,
): Promise<Header['wraps']> => {
  const wraps: Header['wraps'] = []
  for (const wrap of header.wraps) {
    if (wrap.kind === 'passphrase' && nameOf(wrap, founder) === name) continue
    const isNameless = wrap.kind === 'passphrase' && wrap.holder === undefined
    if (!isNameless || !('passphrase' in opener)) wraps.push(wrap)
    else {
      const holder: Holder = { name: founder, role: 'custodian' }
      wraps.push(await wrapWithPassphrase(masterKey, header, holder, opener.passphrase, wrap.scrypt.logN))
    }
  }
  return wraps
}

/** Gives `holder` a passphrase: a new person, or another passphrase in place of the old. Throws 'passphrase-weak'. */
export const setPassphrase = async (
  change: HeaderChange,
  holder: Holder,
  passphrase: string,
): Promise<string> => {
  checkPassphraseStrength(passphrase)
  return withMasterKey(change, async (header, masterKey) => {
    const others = await wrapsOfOthers(change, header, masterKey, holder.name)
    const wrap = await wrapWithPassphrase(masterKey, header, holder, passphrase, costOf(header))
    return printHeader({ ...header, wraps: [wrap, ...others] })
  })
}

/** Throws Failure 'not-permitted' for the last custodian. */
export const removeHolder = async (change: HeaderChange, name: string): Promise<string> =>
  withMasterKey(change, async (header, masterKey) => {
    const wraps = await wrapsOfOthers(change, header, masterKey, name)
    const custodians = passphraseWraps({ ...header, wraps }).filter(
      ({ holder }) => holder === undefined || holder.role === 'custodian',
    )
    if (custodians.length === 0)
      throw new Failure('not-permitted', `${name} is the last custodian, and a vault needs one.`)
    return printHeader({ ...header, wraps })
  })

/** A fresh recovery key in place of any older one. */
export const renewRecoveryKey = async (
  change: HeaderChange,
): Promise<{ readonly text: string; readonly recoveryKey: string }> =>
  withMasterKey(change, async (header, masterKey) => {
    const recoveryKey = makeRecoveryKey()
    const kept = header.wraps.filter(({ kind }) => kind !== 'recovery')
    const wraps = [...kept, wrapWithRecoveryKey(masterKey, header, recoveryKey)]
    return { text: printHeader({ ...header, wraps }), recoveryKey }
  })
