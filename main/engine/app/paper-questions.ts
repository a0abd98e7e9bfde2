import { randomBytes } from 'node:crypto'
import type { Result } from '../../../shared/contract/app/calls.ts'
import { CODE_RANDOM_BYTES, formatCode, makeCode } from '../../../shared/contract/copy-code.ts'
import { Failure, throwIfCancelled } from '../../../shared/contract/failure.ts'
import type { Medium } from '../../../shared/contract/events.ts'
import { requireRecipients } from '../../issue/recipient-problems.ts'
import type { Recipient } from '../../issue/recipient-problems.ts'
import { newId } from '../../register/new-id.ts'
import type { Vault } from '../../vault.ts'
import type { Calling } from '../calling.ts'
import { localMinute } from '../custody/office-day.ts'
import { titleFrom } from '../document-title.ts'
import { documentWarnings } from '../document-warnings.ts'
import { forecastPages, forecastWarnings } from '../forecast-pages.ts'
import { requireIssuable } from '../import-document.ts'
import type { PlannedPage } from '../../issue/issue.ts'
import type { PaperFile } from './paper-jobs.ts'
import type { Papers } from './papers.ts'

interface PageAsked {
  /** From 1. */
  readonly page: number
  readonly widthPx: number
}

export interface PreviewAsked extends PageAsked {
  readonly recipients: readonly Recipient[]
  /** Whose copy, from 1. */
  readonly number: number
  readonly occasion?: string | undefined
  readonly medium: Medium
}

/** What a copy's mark would read, under an id and a code that are nobody's. */
const faceOf = ({ recipients, number, occasion = '' }: PreviewAsked) => {
  const recipient = requireRecipients(recipients)[number - 1]
  if (recipient === undefined)
    throw new Failure(
      'not-found',
      `The list has ${recipients.length} people, and nobody is number ${number}.`,
    )
  return {
    copyId: newId('c'),
    number,
    of: recipients.length,
    code: formatCode(makeCode(randomBytes(CODE_RANDOM_BYTES))),
    recipient,
    occasion,
    time: localMinute(new Date()),
  }
}

/** A paper as it is looked at before it is issued: in a thread of its own, so that a hostile one costs that thread. */
export const paperQuestions = ({ register }: Vault, papers: Papers) => ({
  look: async (paper: PaperFile): Promise<Result<'issue.look'>> => {
    const { facts } = await papers.ask(paper, { kind: 'look' })
    requireIssuable(facts)
    const known = register.documentBySha256(facts.sha256)
    return {
      title: known?.title ?? titleFrom(facts.title, paper.name),
      pages: facts.pages,
      sha256: facts.sha256,
      warnings: documentWarnings(facts),
      sizesMm: [...facts.sizesMm],
      known:
        known === null
          ? null
          : { id: known.id, title: known.title, issuances: register.issuances(known.id).length },
    }
  },
  page: async (paper: PaperFile, { page, widthPx }: PageAsked): Promise<Result<'issue.page'>> =>
    (await papers.ask(paper, { kind: 'page', page: page - 1, widthPx })).picture,
  preview: async (
    paper: PaperFile,
    asked: PreviewAsked,
    { signal }: Calling,
  ): Promise<Result<'issue.preview'>> => {
    const { page, widthPx, medium } = asked
    const job = { kind: 'preview', page: page - 1, widthPx, medium, copy: faceOf(asked) } as const
    const { original, marked, unseen } = await papers.ask(paper, job, signal)
    return { original, marked, unseen }
  },
  forecast: async (
    paper: PaperFile,
    medium: Medium,
    { signal, onProgress }: Calling,
  ): Promise<Result<'issue.forecast'>> => {
    const { facts } = await papers.ask(paper, { kind: 'look' }, signal)
    const planned: PlannedPage[] = []
    for (let page = 0; page < facts.pages; page++) {
      throwIfCancelled(signal)
      planned.push((await papers.ask(paper, { kind: 'plan', page, medium }, signal)).page)
      onProgress?.({ stage: 'importing', done: page + 1, total: facts.pages })
    }
    const pages = forecastPages(planned, medium)
    return { pages, warnings: forecastWarnings(pages, medium) }
  },
})
