import { writeFileSync } from 'node:fs'
import { openRaster } from '../../main/document/open-raster.ts'
import { WORD_BOOK, HALF_LENGTH } from '../../main/image/visual-words.ts'
import { detectFeatures } from '../../main/image/features.ts'
import { seededRandom } from '../leak/random.ts'
import { corpusPdf } from './find-corpus.ts'

/**
 * Makes main/image/visual-words.bin: for each half of a descriptor, the means to which k-means comes on features of pages that
 * the benchmark does not use. Run it again only with a new form of the page cache: words found with other means say nothing.
 */
const FIRST_DOCUMENT = 9_000
const DOCUMENTS = 12
const ROUNDS = 12
const PER_PAGE = 120
const LENGTH = 2 * HALF_LENGTH
const FOLDER = 'out/find/pdf'

const gatherSample = async (): Promise<Uint8Array[]> => {
  const random = seededRandom('words', 'sample')
  const sample: Uint8Array[] = []
  for (let k = 0; k < DOCUMENTS; k++) {
    const raster = await openRaster(await corpusPdf(FOLDER, FIRST_DOCUMENT + 3 * k))
    for (let page = 0; page < raster.pageCount; page++) {
      const pxPerMm = 1400 / Math.max(raster.widthMm(page), raster.heightMm(page))
      const { width, height, data } = raster.render(page, pxPerMm)
      const { descriptor, count } = detectFeatures(
        { width, height, data: Float32Array.from(data) },
        { maxFeatures: 1600, octaveShares: [0.4, 0.4, 0.2] },
      )
      for (let n = 0; n < Math.min(count, PER_PAGE); n++) {
        const at = random.whole(0, count - 1) * LENGTH
        sample.push(descriptor.slice(at, at + LENGTH))
      }
    }
    raster.close()
  }
  return sample
}

const nearest = (means: Float64Array, norms: Float64Array, one: Uint8Array, from: number): number => {
  let best = 0
  let least = Infinity
  for (let j = 0; j < WORD_BOOK; j++) {
    let dot = 0
    for (let d = 0; d < HALF_LENGTH; d++) dot += means[j * HALF_LENGTH + d] * one[from + d]
    if (norms[j] - dot >= least) continue
    least = norms[j] - dot
    best = j
  }
  return best
}

const kMeans = (sample: readonly Uint8Array[], from: number): Float64Array => {
  const random = seededRandom('words', `half ${from}`)
  const draw = () => Float64Array.from(random.pick(sample).subarray(from, from + HALF_LENGTH))
  const means = new Float64Array(WORD_BOOK * HALF_LENGTH)
  for (let j = 0; j < WORD_BOOK; j++) means.set(draw(), j * HALF_LENGTH)
  for (let round = 0; round < ROUNDS; round++) {
    const norms = Float64Array.from({ length: WORD_BOOK }, (_, j) =>
      means.subarray(j * HALF_LENGTH, (j + 1) * HALF_LENGTH).reduce((sum, v) => sum + (v * v) / 2, 0),
    )
    const sums = new Float64Array(means.length)
    const counts = new Uint32Array(WORD_BOOK)
    for (const one of sample) {
      const j = nearest(means, norms, one, from)
      counts[j]++
      for (let d = 0; d < HALF_LENGTH; d++) sums[j * HALF_LENGTH + d] += one[from + d]
    }
    for (let j = 0; j < WORD_BOOK; j++) {
      if (counts[j] === 0) means.set(draw(), j * HALF_LENGTH)
      else
        for (let d = 0; d < HALF_LENGTH; d++)
          means[j * HALF_LENGTH + d] = sums[j * HALF_LENGTH + d] / counts[j]
    }
    console.log(`half ${from}, round ${round + 1} of ${ROUNDS}`)
  }
  return means
}

const sample = await gatherSample()
console.log(`${sample.length} features`)
const books = [0, HALF_LENGTH].map((from) => Uint8Array.from(kMeans(sample, from), Math.round))
writeFileSync('main/image/visual-words.bin', Buffer.concat(books))
