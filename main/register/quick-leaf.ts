import { codeSchema } from '../../shared/contract/event-fields.ts'
import { leafPatterns, MOST_CHARACTERS } from './leaf-pattern.ts'
import type { ListCapture, PersonalCapture } from './leaf-pattern.ts'
import { isCommitment } from './personal-fields.ts'
import type { Disclosure } from './personal-fields.ts'
import type { StoredEvent } from './stored-event.ts'

const patterns = leafPatterns()

/** Of a leaf in canonical form; of another it may be anything. The type comes last in it. */
const typeOf = (leaf: string): string => leaf.slice(leaf.lastIndexOf('"', leaf.length - 3) + 1, -2)

type Values = (path: string) => Disclosure | undefined

/** An event with a list of copies has dozens. */
const valuesOf = (disclosures: readonly Disclosure[]): Values => {
  if (disclosures.length < 4) return (path) => disclosures.find((one) => one.path === path)
  const byPath = new Map(disclosures.map((one) => [one.path, one]))
  return (path) => byPath.get(path)
}

const isKept = (
  path: string,
  { value: form }: PersonalCapture,
  commitment: string,
  values: Values,
): boolean => {
  const found = values(path)
  if (found === undefined || found.value.length > MOST_CHARACTERS || !form.test(found.value)) return false
  return isCommitment(found.salt, found.value, commitment)
}

/** How many values of its items were kept; -1 where one was not. */
const keptInList = (list: ListCapture, items: string, values: Values): number => {
  let count = 0
  for (const [, code, commitment] of items.matchAll(list.item)) {
    if (!codeSchema.safeParse(code).success) return -1
    if (!isKept(`${list.path}/${count}${list.inner}`, list, commitment, values)) return -1
    count += 1
  }
  return count
}

/**
 * The time of an event that is found, at little cost, to be in canonical form, proper, with all its personal values there
 * and those committed to: whatever `decodeLeaf` asks. Null when that is not found, which does not mean that it is not so.
 */
export const quickTime = ({ leaf, disclosures }: StoredEvent): string | null => {
  if (leaf.length > MOST_CHARACTERS) return null
  const pattern = patterns.get(typeOf(leaf))
  const found = pattern?.leaf.exec(leaf) ?? null
  if (pattern === undefined || found === null) return null
  const values = valuesOf(disclosures)
  let kept = 0
  for (let i = 0; i < pattern.captures.length; i += 1) {
    const capture = pattern.captures[i]
    const given: string | undefined = found[i + 2]
    if (given === undefined) continue
    const more =
      'item' in capture
        ? keptInList(capture, given, values)
        : Number(isKept(capture.path, capture, given, values))
    if (more < 1) return null
    kept += more
  }
  return kept === disclosures.length ? found[1] : null
}
