import type { TraceView } from '../../../shared/contract/app/trace-calls.ts'
import { resizeOriginal } from '../../trace/align.ts'
import { withRestGrey } from '../../trace/rectify.ts'
import { agreementIn, type ShownPart } from '../../trace/shown-parts.ts'
import { copyNumber } from '../copy-file.ts'
import type { FinishedTrace } from '../trace-run.ts'
import { adviseOn } from './advise.ts'
import { showNamed } from './show-named.ts'
import { showPassages } from './show-passages.ts'
import { agreementPicture, greyPicture } from './screen-pictures.ts'

type Scores = TraceView['scores']
type Panel = TraceView['pictures'][number]

const MOST_LABELS = 50
/** Of the decoys' histogram: half a unit wide, from -6 to 6. */
const BIN = 0.5
const LOWEST_BIN = -6
const BINS = 24

const histogram = (values: readonly number[]): number[] => {
  const bins = Array.from({ length: BINS }, () => 0)
  for (const value of values) {
    const bin = Math.floor((value - LOWEST_BIN) / BIN)
    bins[Math.max(0, Math.min(BINS - 1, bin))] += 1
  }
  return bins
}

/** Every candidate's score in the fusion that decides, beside what a copy had to reach. */
const scoresOf = ({ run: { vault, outcome }, result }: FinishedTrace): Scores => {
  const {
    scored,
    judgement: { best },
  } = outcome
  if (scored === null || best === null) return { limitZ: null, candidates: [], labels: [], decoys: [] }
  const { copyIds, fusions, scores } = scored.copies
  const ranked = copyIds
    .map((id, copy) => ({ id, z: scores[copy * fusions + best.fusion] }))
    .toSorted((a, b) => b.z - a.z)
  return {
    limitZ: result.zNeeded ?? null,
    candidates: ranked.map(({ z }) => z),
    labels: ranked.slice(0, MOST_LABELS).map(({ id, z }) => {
      const row = vault.register.copy(id)
      return { copy: copyNumber(row), id, name: row.recipient.name, z }
    }),
    decoys: histogram(scored.decoys()),
  }
}

const drawPanel = async ({ run, leaks }: FinishedTrace, shown: ShownPart): Promise<Panel> => {
  const { place, reading } = shown.read
  const { open, vault } = run
  const leak = leaks.flatMap(({ pictures }) => pictures)[shown.picture]
  const page = await open.library.page(place.documentId, place.page)
  const original = resizeOriginal(page.exact(), page.layout, reading.seen.pxPerMm)
  const straightened = await greyPicture(withRestGrey(reading.seen))
  const map = agreementIn(shown, vault.keyring.signStream)
  const { widthPx, heightPx } = straightened
  return {
    leak: leak.name,
    document: open.editions.get(place.documentId)?.documentId ?? place.documentId,
    page: place.page + 1,
    copy: shown.copyId === null ? null : copyNumber(vault.register.copy(shown.copyId)),
    found: leak.face ?? (await greyPicture(leak.plane)),
    straightened,
    original: await greyPicture(original),
    evidence: map === null ? null : await agreementPicture(map, widthPx, heightPx),
  }
}

/** All that an investigator is shown of a trace. Drawn after the verdict; it has no part in it. */
export const drawTraceView = async (finished: FinishedTrace): Promise<TraceView> => {
  const { run, result } = finished
  const pictures: Panel[] = []
  for (const part of finished.shown) pictures.push(await drawPanel(finished, part))
  return {
    result,
    ...showNamed(run.vault.register, result),
    scores: scoresOf(finished),
    pictures,
    passages: await showPassages(finished),
    advice: adviseOn(run, result.verdict),
  }
}
