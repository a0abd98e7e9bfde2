import { hkdfSync } from 'node:crypto'

export const KEY_BYTES = 32

/** Every key of the vault, each independent of the others: knowing one tells nothing about another. */
export interface DerivedKeys {
  readonly mark: Buffer
  readonly decoy: Buffer
  readonly blob: Buffer<ArrayBuffer>
  readonly blobName: Buffer
  readonly signingSeed: Buffer
}

/**
 * HKDF-SHA-256 (RFC 5869) with the vault id as salt. The purpose strings are frozen: copies issued years ago
 * must still trace.
 */
export const deriveKeys = (masterKey: Uint8Array, vaultId: string): DerivedKeys => {
  const keyFor = (purpose: string): Buffer<ArrayBuffer> =>
    Buffer.from(hkdfSync('sha256', masterKey, vaultId, `siglum key 1/${purpose}`, KEY_BYTES))
  return {
    mark: keyFor('mark'),
    decoy: keyFor('decoy'),
    blob: keyFor('blob'),
    blobName: keyFor('blob-name'),
    signingSeed: keyFor('register-signing'),
  }
}

export const eraseKeys = (keys: DerivedKeys): void => {
  for (const key of Object.values(keys) as Buffer[]) key.fill(0)
}
