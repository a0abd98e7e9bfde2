import { retoldResultSchema } from '../shared/contract/retold-results.ts'
import type { IssueResult } from '../shared/contract/results.ts'

/** A recipient's relative has heard things, and posts them. There is no picture and no text of ours in it: only facts. */
const POST =
  'My aunt is on that committee. North bank waterworks is going to cost nearly 1.2 billion!! They are taking the bank at 2.98% ' +
  'although another was cheaper, and if it is not signed by the end of March they lose seven months. Water goes up fifteen fen a year too'

export interface DemoDesk {
  readonly siglum: (...args: string[]) => Promise<unknown>
  readonly say: (text?: string) => void
  readonly vault: string
}

/** Copies are handed out and some returned; then the post is searched for. True when it leads to the paper that was issued. */
export const tellRetoldStory = async (
  { siglum, say, vault }: DemoDesk,
  { issuance, document, copies }: IssueResult,
): Promise<boolean> => {
  say('The copies are handed out, and two come back at once.')
  const desk = ['--vault', vault, '--by', 'Registry']
  await siglum('hand-out', issuance, '--all', '--channel', 'by-hand', ...desk)
  await siglum('return', issuance, `2/${copies.length}`, `5/${copies.length}`, ...desk)
  say(`\nLeak: a relative's post, in words of their own.\n  "${POST}"`)
  const { documents, notice } = retoldResultSchema.parse(
    await siglum('retold', '--text', POST, '--vault', vault),
  )
  const [best] = documents
  if (best === undefined) {
    say('     WRONG: no paper was found\n')
    return false
  }
  const { facts, page, bits, exposure } = best
  say(
    `  -> "${best.document.title}", page ${page}: ${facts.length} facts in common, ${bits} bits beyond chance`,
  )
  for (const { said, written, exact } of facts)
    say(`     "${said}" ${exact ? 'is' : 'is about'} "${written}"`)
  const still = exposure.holdings.filter(({ until }) => until === null).length
  say(`     ${exposure.holdings.length} people had a copy by now, ${still} of them still have it. ${notice}`)
  const right = best.document.id === document.id
  say(right ? '     right: that is the paper that was told\n' : '     WRONG: another paper was told\n')
  return right
}
