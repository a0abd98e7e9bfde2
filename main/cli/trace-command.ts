import { InvalidArgumentError } from 'commander'
import type { Command } from 'commander'
import { resolve } from 'node:path'
import { z } from 'zod'
import { traceResultSchema } from '../../shared/contract/results.ts'
import type { TraceResult } from '../../shared/contract/results.ts'
import { currentUser } from '../engine/current-user.ts'
import { runCommand, withEngine } from './run-command.ts'
import { plain } from './table.ts'

const optionsSchema = z.object({
  vault: z.string(),
  document: z.string().optional(),
  issuance: z.string().optional(),
  limit: z.number().optional(),
  evidence: z.string().optional(),
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

const sentence = (result: TraceResult): string => {
  const { verdict, document, copy, recipient, alsoCopies, bound, limit, page } = result
  switch (verdict) {
    case 'traced':
      return (
        `This is from copy ${copy?.copy ?? ''} of "${plain(document?.title ?? '')}", issued to ` +
        `${recipient ? person(recipient) : ''}. ` +
        alsoCopies
          .map((also) => `Copy ${also.copy}, issued to ${person(also.recipient)}, has a part in it too. `)
          .join('') +
        `The chance that any innocent copy would look so is at most ${chance(bound)}.`
      )
    case 'inconclusive':
      return (
        `Inconclusive: ${document ? `it looks like page ${page ?? '?'} of "${plain(document.title)}", but ` : ''}no copy ` +
        `stands out within the limit of ${chance(limit)}. A sharper or larger picture, or more pictures of the same leak, may do.`
      )
    case 'not-ours':
      return 'Not ours: no page in this register was recognised in it.'
  }
}

const figures = ({ z, runnerUp, carriers, candidates, alignments, decoys, seconds }: TraceResult): string => {
  const scores = Object.entries(carriers)
    .filter(([, { n }]) => n > 0)
    .map(([carrier, score]) => `${carrier} ${score.z.toFixed(1)} (${score.n} signs)`)
  const lines = [
    z === null
      ? ''
      : `Score ${z.toFixed(1)}${runnerUp ? `; next ${runnerUp.z.toFixed(1)}, copy ${runnerUp.copy}` : ''}`,
    scores.length === 0 ? '' : `Carriers: ${scores.join(', ')}`,
    `${candidates} copies scored, ${alignments} ways of laying the page, ${decoys.n} never-issued keys (deviation ` +
      `${decoys.sd.toFixed(2)}), ${seconds.toFixed(1)} s`,
  ]
  return lines.filter((line) => line !== '').join('\n')
}

const print = (result: TraceResult, evidence: string | undefined): void => {
  process.stdout.write(`${sentence(result)}\n\n${figures(result)}\n`)
  if (result.visible !== null) process.stdout.write(`Its visible mark reads: ${plain(result.visible)}\n`)
  for (const { copy, sealedAt, event } of result.matches)
    process.stdout.write(`Copy ${copy} was sealed at ${sealedAt}, event ${event} of the register.\n`)
  if (result.verdict === 'traced') process.stdout.write('\nA trace names the copy, never the culprit.\n')
  if (evidence !== undefined) process.stdout.write(`Evidence is in ${resolve(evidence)}\n`)
}

export const addTrace = (program: Command): void => {
  program
    .command('trace')
    .description('find out which copy leaked pictures, scans or files come from')
    .argument('<leak...>', 'pictures and PDFs of one leak')
    .requiredOption('--vault <dir>', 'the vault')
    .option('--document <id>', 'only copies of this document')
    .option('--issuance <id>', 'only copies of this issuance')
    .option('--limit <chance>', 'largest chance of naming an innocent copy (default: 1e-6)', parseLimit)
    .option('--evidence <dir>', 'folder for the evidence: figures and pictures')
    .option('--json', 'print one JSON object')
    .action((leaks: string[], options: unknown) => {
      const { vault, document, issuance, limit, evidence, json } = optionsSchema.parse(options)
      return runCommand({
        json,
        schema: traceResultSchema,
        work: (calling) =>
          withEngine(vault, (engine) =>
            engine.trace(
              {
                files: leaks,
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
