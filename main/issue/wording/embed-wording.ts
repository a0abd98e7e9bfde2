import type { WordingLayout } from '../../../shared/mark/layout.ts'
import { signAt } from '../../../shared/mark/signs.ts'

/** The places of one copy's page that take their equal. */
export const embedWording = ({ places }: WordingLayout, signs: Uint8Array): ReadonlySet<number> =>
  new Set([...places.keys()].filter((place) => signAt(signs, place) === 1))
