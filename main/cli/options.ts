import type { z } from 'zod'
import { Failure } from '../../shared/contract/failure.ts'

/** Leaves out what was not given, as exact optional properties want it. */
export const given = <T extends object>(options: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }

const flag = (name: PropertyKey): string =>
  `--${String(name).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`

/** What commander read, as the command wants it. Throws Failure 'usage' that says which option is wrong. */
export const parseOptions = <S extends z.ZodType>(schema: S, options: unknown): z.output<S> => {
  const parsed = schema.safeParse(options)
  if (parsed.success) return parsed.data
  const [{ path, message }] = parsed.error.issues
  throw new Failure('usage', `${flag(path[0] ?? '')}: ${message}.`, { cause: parsed.error })
}

/** For options that may be given more than once. */
export const collect = (value: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  value,
]
