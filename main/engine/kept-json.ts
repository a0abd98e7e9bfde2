import type { z } from 'zod'
import type { Vault, VaultReader } from '../vault.ts'

/** What was kept in the vault under this name. Written by a version that knew other things, it counts as not there. */
export const readKept = <T>(
  { named }: Pick<VaultReader, 'named'>,
  name: string,
  shape: z.ZodType<T>,
  otherwise: T,
): T => {
  const bytes = named.read(name)
  if (bytes === null) return otherwise
  const parsed = shape.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')))
  return parsed.success ? parsed.data : otherwise
}

/** Encrypted, in every backup, and in no record. */
export const writeKept = ({ named }: Pick<Vault, 'named'>, name: string, value: unknown): void =>
  named.write(name, Buffer.from(JSON.stringify(value)))
