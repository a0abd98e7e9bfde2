import type {
  Holding,
  RetoldDocument,
  RetoldResult,
  SharedFact,
} from '../../shared/contract/retold-results.ts'
import { officeDay } from '../engine/custody/office-day.ts'
import { counted, plain, table } from './table.ts'

const out = (text: string): void => void process.stdout.write(`${text}\n`)

const person = ({ name, unit }: Holding['person']): string => [name, unit].filter(Boolean).join(', ')

const factLine = ({ said, written, page, exact, onPages }: SharedFact, pages: number): string =>
  `  "${plain(said)}" ${exact ? '=' : 'is about'} "${plain(written)}" on page ${page}; ` +
  `${onPages} of ${pages} pages ${onPages === 1 ? 'says' : 'say'} so`

const ENDS: Readonly<Record<NonNullable<Holding['ended']>, string>> = {
  returned: 'returned',
  'handed-on': 'handed on',
  lent: 'lent to the next',
  'taken-back': 'given back to the lender',
  lost: 'lost',
  destroyed: 'destroyed',
}

const holdingRow = ({ copy, person: who, takenBy, from, until, ended, signed }: Holding): string[] => [
  copy,
  person(who) + (takenBy === null ? '' : ` (taken by ${takenBy})`),
  from,
  until ?? 'still had it',
  ended === null ? '' : ENDS[ended],
  signed ? 'signed for' : '',
]

const printHolders = ({ exposure }: RetoldDocument, day: string): void => {
  const { holdings, notHandedOut, copies } = exposure
  out(`\n  Who had one of its ${counted(copies, 'copy', 'copies')} by ${day}:`)
  if (holdings.length === 0) out('  nobody, by the register.')
  else
    process.stdout.write(table(['copy', 'who', 'from', 'until', 'how', 'receipt'], holdings.map(holdingRow)))
  if (notHandedOut.length === 0) return
  const names = notHandedOut.map(({ copy, recipient }) => `${copy} ${person(recipient)}`).join('; ')
  out(plain(`  No handing out is on record of: ${names}`))
}

const quoted = (pieces: readonly string[]): string => pieces.map((piece) => `"${plain(piece)}"`).join(', ')

/** Which of several versions the teller had read, if the post tells. */
const printVersions = ({ alike, onlyHere }: RetoldDocument): void => {
  if (alike.length === 0) return
  const telling = alike.filter(({ onlyThere }) => onlyThere.length > 0)
  out('\n  Papers like it, and what of the post only one of them says:')
  out(`  this one: ${onlyHere.length === 0 ? 'nothing' : quoted(onlyHere)}`)
  for (const { document, onlyThere } of alike)
    out(
      `  ${plain(document.title)}${document.version === null ? '' : `, ${plain(document.version)}`} (${document.id}): ` +
        (onlyThere.length === 0 ? 'nothing' : quoted(onlyThere)),
    )
  if (onlyHere.length === 0 && telling.length === 0) out('  The post does not tell them apart.')
}

const printDocument = (found: RetoldDocument, place: number, { at, searched }: RetoldResult): void => {
  const { document, page, passage, facts, words, bits, strength } = found
  const names = [document.title, document.version, document.number, document.classification]
  out(
    `\n${place}. ${names
      .filter((name) => name !== null)
      .map(plain)
      .join(' · ')} (${document.id})`,
  )
  const count = counted(facts.length, 'fact')
  out(
    strength === 'found'
      ? `  page ${page}: ${count} in common, ${bits.toFixed(0)} bits beyond chance`
      : `  page ${page}: WEAK, ${count} in common; unrelated texts of one subject share as much now and then`,
  )
  out(`  > ${plain(passage.text)}`)
  for (const fact of facts) out(factLine(fact, searched.pages))
  if (words.length > 0) out(`  words: ${plain(words.join(', '))}`)
  printVersions(found)
  printHolders(found, officeDay(new Date(at)))
}

export const printExposure = (result: RetoldResult): void => {
  const { documents, later, searched, said, notice, verdict } = result
  out(`EXPOSURE\n${notice}\n`)
  out(`Post: ${plain(result.post)}`)
  if (verdict === 'nothing-found')
    out(
      `\nNothing found: of ${said.facts} facts in the post no issued paper shares enough. ${searched.pages} pages of ` +
        `${searched.documents} papers were searched.`,
    )
  for (const [i, found] of documents.entries()) printDocument(found, i + 1, result)
  for (const { title, id } of later)
    out(`\nNot issued until after the post: ${plain(title)} (${id}), which says the like.`)
  if (searched.pagesWithoutText > 0)
    out(
      `\n${searched.pagesWithoutText} of ${searched.pages} pages hold no text (scans, pictures) and cannot be found so.`,
    )
  if (documents.length > 0)
    out(
      '\nWho wrote, typed, printed or overheard it stands in no register. A list of holders is no list of suspects.',
    )
}
