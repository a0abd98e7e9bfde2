import { Failure, throwIfCancelled } from '../../shared/contract/failure.ts'
import type { NewEvent } from '../../shared/contract/events.ts'
import type { TraceResult } from '../../shared/contract/results.ts'
import { readText } from '../../shared/mark/read-text.ts'
import { newId } from '../register/new-id.ts'
import type { CopyRow, DocumentRow } from '../register/rows.ts'
import { DEFAULT_LIMIT } from '../trace/decide.ts'
import { areCorners, type HandPlacement } from '../trace/place-by-hand.ts'
import { shownParts } from '../trace/shown-parts.ts'
import { tracePictures } from '../trace/trace.ts'
import type { TraceOutcome, TraceRequest } from '../trace/trace.ts'
import type { Vault } from '../vault.ts'
import type { Calling } from './calling.ts'
import { openLibrary } from './open-library.ts'
import type { OpenLibrary } from './open-library.ts'
import { keptIndex } from './keep-index.ts'
import { earlierTries, narrowingOf } from './earlier-tries.ts'
import { featureCache } from './page-features.ts'
import { pastedLeak, readLeak } from './read-leak.ts'
import type { Leak } from './read-leak.ts'
import { reportTrace } from './report-trace.ts'
import { withScoreCrew } from './score-crew.ts'
import { traceFigures } from './trace-figures.ts'
import type { TraceLeaksRequest } from './trace-request.ts'
import { judgeRun } from './trace-run.ts'
import type { FinishedTrace, TraceRun } from './trace-run.ts'
import { showReading } from './trace-view/screen-pictures.ts'
import { keepLeaks, prepareEvidence, writeEvidence } from './write-evidence.ts'

/** Of leaks as they are shown. */
const FACE_EDGE_PX = 2000

const readLeaks = async (
  { register }: Vault,
  { files, texts = [], byHand }: TraceLeaksRequest,
  { onProgress, onPicture, signal }: Calling,
): Promise<Leak[]> => {
  const isKnown = (sha256: string): boolean =>
    register.copies({ sha256, state: 'sealed' }).length > 0 ||
    register.documents().some((document) => document.sha256 === sha256)
  const leaks: Leak[] = []
  for (const file of files) {
    throwIfCancelled(signal)
    onProgress?.({ stage: 'reading', done: leaks.length, total: files.length, label: file })
    const leak = await readLeak(file, {
      isKnown,
      // A page is laid by hand on the first picture, as its file was shown.
      whole: byHand !== undefined && leaks.length === 0,
      ...(onPicture === undefined ? {} : { faceEdgePx: FACE_EDGE_PX }),
      ...(signal === undefined ? {} : { signal }),
    })
    leaks.push(leak)
    const [first] = leak.pictures
    if (onPicture !== undefined && first?.face) onPicture('found', first.face)
  }
  for (const { name, text } of texts) leaks.push(pastedLeak(name, text))
  return leaks
}

const handPlacement = (
  { byHand }: TraceLeaksRequest,
  { editions }: OpenLibrary,
): HandPlacement | undefined => {
  if (byHand === undefined) return undefined
  const shown = [...editions.values()].filter(
    ({ documentId, pages }) => documentId === byHand.documentId && byHand.page <= pages,
  )
  if (shown.length === 0)
    throw new Failure('not-found', `No copies with a page ${byHand.page} of that document were issued.`)
  const { page, corners } = byHand
  if (!areCorners(corners))
    throw new Failure('usage', 'The four corners do not make a page: go clockwise from its top left.')
  return { documentIds: shown.map(({ key }) => key), page: page - 1, corners }
}

const trace = (
  vault: Vault,
  request: TraceLeaksRequest,
  leaks: readonly Leak[],
  open: OpenLibrary,
  index: TraceRequest['index'],
  calling: Calling,
): Promise<TraceOutcome> => {
  const { library } = open
  const features = featureCache(vault, open)
  const { onProgress, onPicture, signal } = calling
  const byHand = handPlacement(request, open)
  const { signStarts, signStream, decoyStream } = vault.keyring
  const mostCopies = library.documents.reduce((most, { copyIds }) => Math.max(most, copyIds.length), 0)
  return withScoreCrew({ starts: signStarts, mostCopies, signal }, (scoreApart) =>
    tracePictures({
      pictures: leaks.flatMap(({ pictures }) => pictures),
      texts: leaks.map(({ text }) => text),
      library,
      features,
      ...(index === undefined ? {} : { index }),
      signStream,
      decoyStream,
      limit: request.limit ?? DEFAULT_LIMIT,
      ...(scoreApart === undefined ? {} : { scoreApart }),
      ...(byHand === undefined ? {} : { byHand }),
      earlierTries: earlierTries(vault.register.traces(), request, leaks),
      ...(onPicture === undefined ? {} : { onRead: showReading(onPicture) }),
      ...(onProgress === undefined ? {} : { onProgress }),
      ...(signal === undefined ? {} : { signal }),
    }),
  )
}

/** Of all leaked files, and of what lies in them. */
const hashesOf = (leaks: readonly Leak[]): string[] =>
  leaks.flatMap(({ sha256, enclosed }) => [sha256, ...enclosed])

/** Copies that a leaked file is, bit for bit, among those that were asked about. */
const identicalCopies = (vault: Vault, leaks: readonly Leak[], { editions }: OpenLibrary): CopyRow[] => {
  const suspects = new Set([...editions.values()].flatMap(({ copies }) => copies.map(({ id }) => id)))
  return hashesOf(leaks)
    .flatMap((sha256) => vault.register.copies({ sha256, state: 'sealed' }))
    .filter(({ id }) => suspects.has(id))
}

/** The document whose original was found, bit for bit, among those that were asked about. */
const identicalOriginal = (
  { register }: Vault,
  leaks: readonly Leak[],
  { editions }: OpenLibrary,
): DocumentRow | undefined => {
  const found = new Set(hashesOf(leaks))
  return [...editions.values()]
    .map(({ documentId }) => register.document(documentId))
    .find(({ sha256 }) => found.has(sha256))
}

const marksIn = (leaks: readonly Leak[]): number | null => {
  const texts = leaks.map(({ text }) => readText(text)).filter(({ letters }) => letters !== '')
  return texts.length === 0 ? null : texts.reduce((sum, { marks }) => sum + marks.length, 0)
}

/** What the register keeps of a trace: enough to check the report against. */
const traceEvent = (request: TraceLeaksRequest, leaks: readonly Leak[], result: TraceResult): NewEvent => {
  const { verdict, limit, bound, document, page, copy, z, candidates, alignments } = result
  const narrowed = narrowingOf(request)
  return {
    type: 'traced',
    by: request.by,
    body: {
      traceId: result.id,
      leaks: leaks.map(({ sha256, name }) => ({ sha256, name })),
      verdict,
      limit,
      bound,
      ...(document === null ? {} : { documentId: document.id }),
      ...(page === null ? {} : { page }),
      ...(copy === null ? {} : { copyId: copy.id }),
      ...(z === null ? {} : { z }),
      candidates,
      alignments,
      figures: {
        ...traceFigures(result),
        claims: leaks.map(({ claims }) => claims?.copyId ?? null),
        ...(request.byHand === undefined ? {} : { byHand: true }),
        ...(narrowed === '' ? {} : { narrowed }),
      },
    },
  }
}

/**
 * Leak to copy: read what was found, compare it with everything issued, judge, record the trace and write down
 * the evidence. The verdict names the copy, never the culprit. `after` gets it all before the library is closed.
 */
export const traceAnd = async <T>(
  vault: Vault,
  request: TraceLeaksRequest,
  calling: Calling,
  after: (finished: FinishedTrace) => Promise<T>,
): Promise<T> => {
  const started = performance.now()
  if (request.evidence !== undefined) prepareEvidence(request.evidence)
  const open = openLibrary(vault, request)
  try {
    // Read while the files are: passages of text need none.
    const index = request.files.length === 0 ? undefined : keptIndex(vault, open.editions)
    const leaks = await readLeaks(vault, request, calling)
    const outcome = await trace(vault, request, leaks, open, index, calling)
    const identical = identicalCopies(vault, leaks, open)
    const original = identicalOriginal(vault, leaks, open)
    const run: TraceRun = { vault, open, outcome, identical, original, marks: marksIn(leaks) }
    const finding = judgeRun(run)
    const named = finding.copies.map(({ id }) => id)
    const shown = shownParts({ outcome, ...open.library, ...vault.keyring, named })
    const result = reportTrace(run, finding, shown, (performance.now() - started) / 1000, newId('t'))
    const finished = { run, leaks, shown, result }
    vault.register.append([traceEvent(request, leaks, result)])
    if (request.evidence !== undefined) {
      calling.onProgress?.({ stage: 'reporting', done: 0, total: 1 })
      keepLeaks(request.evidence, leaks)
      await writeEvidence(request.evidence, finished)
    }
    return await after(finished)
  } finally {
    open.close()
  }
}

export const traceLeaks = (
  vault: Vault,
  request: TraceLeaksRequest,
  calling: Calling = {},
): Promise<TraceResult> => traceAnd(vault, request, calling, async ({ result }) => result)
