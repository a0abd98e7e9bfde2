import type { TraceView } from '../../../shared/contract/app/trace-calls.ts'
import type { Verdict } from '../../../shared/contract/events.ts'
import type { ReadPlace } from '../../trace/hypotheses.ts'
import type { TraceRun } from '../trace-run.ts'

type Advice = TraceView['advice'][number]

/** Pixels to a millimetre below which a larger picture is the first thing to ask for: a page of 1,280 pixels has 4.3. */
const SMALL_PX_PER_MM = 4.3
const LITTLE_OF_PAGE = 0.35
/** Share of the page's boxes that lie as the original says, below which the page was not laid well. */
const ILL_LAID = 0.5

const shareShown = ({ reading: { seen } }: ReadPlace): number =>
  seen.inside.reduce((sum, shown) => sum + shown, 0) / seen.inside.length

const shownAgreeing = ({ place }: ReadPlace, shown: number): number =>
  place.boxes === 0 ? 1 : place.agreeing / Math.max(1, place.boxes * shown)

const adviseOnText = (verdict: Verdict, marks: number): Advice[] => {
  if (verdict === 'not-ours') return ['longer-passage', 'not-issued-here']
  // More of a text that was cleaned has no more marks.
  return marks === 0 ? ['as-copied'] : ['longer-passage', 'as-copied']
}

/** What would help where nobody could be named: the likeliest first. */
export const adviseOn = ({ outcome, marks, original }: TraceRun, verdict: Verdict): Advice[] => {
  // Nothing shows more of an original than the file itself.
  if (verdict === 'traced' || original !== undefined) return []
  if (outcome.pictures.length === 0) return adviseOnText(verdict, marks ?? 0)
  if (verdict === 'not-ours') return ['more-of-page', 'point-at-corners', 'not-issued-here']
  const reads = outcome.pictures.flatMap(({ readings }) => readings.slice(0, 1))
  const advice = new Set<Advice>()
  for (const read of reads) {
    const shown = shareShown(read)
    if (read.reading.seen.pxPerMm < SMALL_PX_PER_MM) advice.add('larger')
    else advice.add('sharper')
    if (shown < LITTLE_OF_PAGE) advice.add('more-of-page')
    if (shownAgreeing(read, shown) < ILL_LAID) {
      advice.add('flatter')
      advice.add('point-at-corners')
    }
  }
  advice.add('more-pictures')
  return [...advice]
}
