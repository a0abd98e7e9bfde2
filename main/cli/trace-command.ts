import { InvalidArgumentError } from 'commander'
import type { Command } from 'commander'
import { resolve } from 'node:path'
import { text as readAll } from 'node:stream/consumers'
import { z } from 'zod'
import { traceResultSchema } from '../../shared/contract/results.ts'
import type { TraceResult } from '../../shared/contract/results.ts'
import { currentUser } from '../engine/current-user.ts'
import { Failure } from '../../shared/contract/failure.ts'
import { collect } from './options.ts'
import { runCommand, withEngine } from './run-command.ts'
import { counted, plain } from './table.ts'

const optionsSchema = z.object({
  vault: z.string(),
  document: z.string().optional(),
  issuance: z.string().optional(),
  limit: z.number().optional(),
  evidence: z.string().optional(),
  text: z.array(z.string()).default([]),
  json: z.boolean().default(false),
})

const parseLimit = (text: string): number => {
  const limit = Number(text)
  if (limit > 0 && limit < 1) return limit
  throw new InvalidArgumentError('It is a chance between 0 and 1, such as 1e-6.')
}

const chance = (bound: number): string =>
  bound >= 0.01 ? bound.toPrecision(2) : bound.toExponential(1).replace('e-', ' x 10^-')

const person = ({ name, unit }: { readonly name: string; readonly unit: string }): string =>
  plain([name, unit].filter(Boolean).join(', '))

type Found = NonNullable<TraceResult['text']>['found'][number]

/** What wordings said, when they named nobody. */
const wordingSentence = ({ wordings }: Found, needed: number | undefined, copies: number): string => {
  if (wordings === undefined || wordings.seen === 0) return ''
  const places = counted(wordings.seen, 'place')
  if (needed !== undefined && wordings.seen >= needed)
    return `Of ${places} of the author's wordings too few agree with any one copy to name it. `
  return (
    `It shows ${places} of the author's wordings, too few to name anybody: about ${needed ?? 'forty'} that all agree ` +
    `are needed among ${copies} copies. `
  )
}

/** Where leaked text is from, when no copy can be named by it. */
const textSentence = ({ text, candidates }: TraceResult): string => {
  const [first, ...others] = text?.found ?? []
  if (text === undefined || first === undefined) return ''
  const also = others.length === 0 ? '' : `, and in ${counted(others.length, 'further document')}`
  const where = `page ${first.pages.join(', ') || '?'} of "${plain(first.document.title)}"${also}`
  const wording = wordingSentence(first, text.wordingsNeeded, candidates)
  if (first.marks > 0)
    return `The text is on ${where}, with ${first.marks} marks, too few or too mixed to name a copy. ${wording}A longer passage may do. `
  if (wording !== '' && text.marks === 0)
    return (
      `The text is on ${where}; its invisible marks are gone: it was retyped, or cleaned on its way. ${wording}` +
      'A longer passage may do; siglum retold tells who could have known what it says. '
    )
  return text.marks > 0
    ? `The text is on ${where}; its ${text.marks} marks are not where that document's copies have theirs. `
    : `The text is on ${where}, but its marks are gone: it was retyped, or cleaned on its way. ` +
        `No copy can be named by it; siglum retold tells who could have known what it says. `
}

/** Two papers may lie in one picture: then each copy is told of with its own. */
const alsoSentence = ({ copy, recipient, document }: TraceResult['alsoCopies'][number]): string => {
  const of = document === undefined ? '' : ` of "${plain(document.title)}"`
  return `Copy ${copy}${of}, issued to ${person(recipient)}, is in it too. `
}

const shownPage = ({ leak, document, page, copy }: TraceResult['shows'][number], leaks: number): string => {
  const where = leaks > 1 ? `${plain(leak)}: ` : ''
  const it = `page ${page} of "${plain(document.title)}"`
  return copy === null ? `  ${where}what looks like ${it}` : `  ${where}${it}, copy ${copy.copy}`
}

/** Where there is more than one page: they may lie beside one another, and be of several copies. */
const whatItShows = ({ shows }: TraceResult): string => {
  if (shows.length < 2) return ''
  const leaks = new Set(shows.map(({ leak }) => leak)).size
  return ['Found in it:', ...shows.map((one) => shownPage(one, leaks)), '', ''].join('\n')
}

/** Nothing that a trace rests on, but whoever leads an inquiry wants to know. */
const VISIBLE_MARK =
  'If its visible mark can be read, look its code up with siglum show: it tells whose copy the mark names. That is a lead, and no proof.'

const sentence = (result: TraceResult): string => {
  const { verdict, document, copy, recipient, alsoCopies, bound, limit, page, text } = result
  switch (verdict) {
    case 'traced':
      return (
        `This is from copy ${copy?.copy ?? ''} of "${plain(document?.title ?? '')}", issued to ` +
        `${recipient ? person(recipient) : ''}. ` +
        alsoCopies.map(alsoSentence).join('') +
        `The chance that any innocent copy would look so is at most ${chance(bound)}.`
      )
    case 'inconclusive':
      if (result.original !== undefined)
        return (
          `Inconclusive: this is the original of "${plain(result.original.title)}" itself, bit for bit. It bears no marks, so no copy can be ` +
          'named by it: ask who had the original.'
        )
      if (result.text !== undefined && result.text.found.length > 0)
        return `Inconclusive. ${textSentence(result)}`.trimEnd()
      return (
        (document
          ? `Inconclusive: it looks like page ${page ?? '?'} of "${plain(document.title)}", but no copy stands out within the limit of ${chance(limit)}. `
          : 'Inconclusive: it may show a paper of this register, but none is plainly seen in it, and no copy stands out within the limit of ' +
            `${chance(limit)}. Cut it to the page, or point at the corners of the page in the app. `) +
        'A sharper or larger picture, or more pictures of the same leak, may do; nothing will if it shows the original, another paper like it, or ' +
        `a copy that was not issued here. ${VISIBLE_MARK}`
      )
    case 'not-ours':
      return (
        'Not ours: no page or passage of this register was found in it. If you are sure that it shows one, straighten the picture or cut it to the ' +
        `passage and try again, or point at the corners of the page in the app. ${text === undefined ? VISIBLE_MARK : ''}`.trimEnd()
      )
  }
}

const nextSentence = ({ copy, document, z }: NonNullable<TraceResult['runnerUp']>): string =>
  `; next ${z.toFixed(1)}, copy ${copy}${document === undefined ? '' : ` of "${plain(document.title)}"`}`

/** Of one that names a copy it goes without saying. */
const neededSentence = ({ verdict, zNeeded }: TraceResult): string =>
  verdict === 'traced' || zNeeded === undefined ? '' : `; ${zNeeded.toFixed(1)} would name a copy`

const figures = (result: TraceResult): string => {
  const { z, runnerUp, carriers, candidates, alignments, decoys, seconds } = result
  const scores = Object.entries(carriers)
    .filter(([, { n }]) => n > 0)
    .map(([carrier, score]) => `${carrier} ${score.z.toFixed(1)} (${score.n} signs)`)
  const lines = [
    z === null
      ? ''
      : `Score ${z.toFixed(1)}${neededSentence(result)}${runnerUp === null ? '' : nextSentence(runnerUp)}`,
    scores.length === 0 ? '' : `Carriers: ${scores.join(', ')}`,
    candidates === 0
      ? `No copy was scored. ${seconds.toFixed(1)} s`
      : `${counted(candidates, 'copy', 'copies')} scored, ${counted(alignments, 'way')} of laying the page, ${decoys.n} never-issued keys (deviation ` +
        `${decoys.sd.toFixed(2)}), ${seconds.toFixed(1)} s`,
  ]
  return lines.filter((line) => line !== '').join('\n')
}

const print = (result: TraceResult, evidence: string | undefined): void => {
  process.stdout.write(`${sentence(result)}\n\n${whatItShows(result)}${figures(result)}\n`)
  if (result.visible !== null)
    process.stdout.write(`The visible mark on that copy: ${plain(result.visible)}\n`)
  for (const { copy, sealedAt, event } of result.matches)
    process.stdout.write(`Copy ${copy} was sealed at ${sealedAt}, event ${event} of the register.\n`)
  if (result.verdict === 'traced') process.stdout.write('\nA trace names the copy, never the culprit.\n')
  if (evidence !== undefined) process.stdout.write(`Evidence is in ${resolve(evidence)}\n`)
}

const STDIN = '-'

const givenTexts = async (leaks: readonly string[], texts: readonly string[]) => {
  if (leaks.length === 0 && texts.length === 0)
    throw new Failure('usage', 'Say what leaked: files, --text "...", or - for standard input.')
  const pasted = texts.map((text, i) => ({ name: `text-${i + 1}.txt`, text }))
  if (!leaks.includes(STDIN)) return pasted
  return [...pasted, { name: 'standard-input.txt', text: await readAll(process.stdin) }]
}

export const addTrace = (program: Command): void => {
  program
    .command('trace')
    .description('find out which copy leaked pictures, scans, files or text come from')
    .argument(
      '[leak...]',
      'pictures, PDFs and texts (.txt, .md, .html, .eml, .docx, chat exports) of one leak, also pictures in a document, a mail or a .zip; - reads text from standard input',
    )
    .option('--text <text>', 'a passage as it was found; may be given more than once', collect, [])
    .requiredOption('--vault <dir>', 'the vault')
    .option('--document <id>', 'only copies of this document')
    .option('--issuance <id>', 'only copies of this issuance')
    .option('--limit <chance>', 'largest chance of naming an innocent copy (default: 1e-6)', parseLimit)
    .option('--evidence <dir>', 'folder for the evidence: figures and pictures')
    .option('--json', 'print one JSON object')
    .action((leaks: string[], options: unknown) => {
      const { vault, document, issuance, limit, evidence, json, text } = optionsSchema.parse(options)
      return runCommand({
        json,
        schema: traceResultSchema,
        work: (calling) =>
          withEngine(vault, async (engine) =>
            engine.trace(
              {
                files: leaks.filter((leak) => leak !== STDIN),
                texts: await givenTexts(leaks, text),
                by: currentUser(),
                ...(document === undefined ? {} : { documentId: document }),
                ...(issuance === undefined ? {} : { issuanceId: issuance }),
                ...(limit === undefined ? {} : { limit }),
                ...(evidence === undefined ? {} : { evidence }),
              },
              calling,
            ),
          ),
        print: (result) => print(result, evidence),
      })
    })
}
