/**
 * Every failure a person may meet. Classed by what they can do about it: the message says what
 * happened and what to do next, and never holds a secret.
 */
export const FAILURE_CODES = [
  'usage', // the call itself is wrong
  'cancelled',
  'file-not-found',
  'file-unreadable',
  'file-unwritable',
  'disk-full',
  'vault-exists',
  'vault-missing',
  'vault-in-use',
  'vault-newer',
  'vault-damaged',
  'passphrase-wrong',
  'passphrase-weak',
  'recovery-key-wrong',
  'not-permitted', // the role of whoever is signed in does not allow it
  'vault-locked', // closed after a while without use
  'recipients-invalid',
  'name-undrawable',
  'document-broken',
  'document-encrypted',
  'document-too-large',
  'document-unmarkable', // nothing on the page could carry a mark
  'document-unrenderable', // e.g. Chinese text whose font is not embedded
  'copy-failed-check',
  'picture-unreadable',
  'picture-too-large',
  'register-altered',
  'checkpoint-invalid',
  'proof-invalid',
  'backup-damaged',
  'not-found',
  'code-mistyped', // a copy's code whose check character does not fit
  'step-refused', // the copy's history does not allow it
  'bundle-invalid',
  'internal',
] as const

export type FailureCode = (typeof FAILURE_CODES)[number]

export class Failure extends Error {
  override readonly name = 'Failure'
  readonly code: FailureCode
  /** Structured facts for the UI, e.g. one entry per bad CSV line. Never secrets. */
  readonly details: readonly string[]

  constructor(
    code: FailureCode,
    message: string,
    options: { details?: readonly string[]; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.details = options.details ?? []
  }
}

/** The part of an AbortSignal that pure code needs. */
export interface Cancellation {
  readonly aborted: boolean
}

/** Called between the steps of anything long-running. */
export const throwIfCancelled = (signal: Cancellation | undefined): void => {
  if (signal?.aborted) throw new Failure('cancelled', 'Cancelled; nothing more was written.')
}
