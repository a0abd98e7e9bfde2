import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { hanPairs } from '../../main/retold/find-words.ts'
import type { HanTerms } from '../../main/retold/find-words.ts'
import { readInnocent, readPapers, readPosts, textsOfPaper } from '../retold/read-retold.ts'
import { wholeNumber } from './flags.ts'
import { fillerDocuments } from './retold-filler.ts'
import { retoldReport } from './retold-report.ts'
import type { PostOutcome } from './retold-report.ts'
import { timeIndex } from './retold-timing.ts'
import { indexOf, tryPost, tryVersions } from './retold-trial.ts'
import type { Outcome, Texts, VersionOutcome } from './retold-trial.ts'

/**
 * npm run bench:retold -- --documents 10000 --queries 50 [--report]
 * How often the right paper is found for a post that retells it, how often something is said of posts that retell nothing, and how
 * long it takes among ten thousand documents. `--report` writes RETOLD.md.
 */
const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '10000' },
    queries: { type: 'string', default: '50' },
    report: { type: 'boolean', default: false },
  },
})
const documents = wholeNumber('--documents', values.documents)
const queries = wholeNumber('--queries', values.queries)

const papers = readPapers()
const posts = readPosts()
const texts: Texts = new Map(papers.map((paper) => [paper.id, textsOfPaper(paper)]))

const tryAll = async (terms?: HanTerms): Promise<PostOutcome[]> => {
  const index = indexOf(texts, terms)
  const outcomes: PostOutcome[] = []
  for (const post of posts) outcomes.push([post, await tryPost(index, texts, post.text, post.of, terms)])
  index.close()
  return outcomes
}

const hanTriples: HanTerms = (run) =>
  Array.from({ length: Math.max(0, run.length - 2) }, (_, at) => ({ at, term: run.slice(at, at + 3) }))

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })
const hanDictionary: HanTerms = (run) =>
  [...segmenter.segment(run)]
    .filter(({ segment }) => segment.length > 1)
    .map(({ index, segment }) => ({ at: index, term: segment }))

const found = await tryAll()
const index = indexOf(texts)
const innocent: (readonly [string, Outcome])[] = []
for (const text of readInnocent()) innocent.push([text, await tryPost(index, texts, text, [])])
const versions: VersionOutcome[] = []
for (const post of posts) {
  const outcome = await tryVersions(index, texts, post)
  if (outcome !== null) versions.push(outcome)
}
index.close()

const filler = fillerDocuments(papers, Math.max(0, documents - papers.length))
const markdown = retoldReport({
  command: `npm run bench:retold -- --documents ${documents} --queries ${queries}`,
  papers: papers.length,
  posts: found,
  innocent,
  versions,
  segmentations: [
    ['pairs of ideographs', await tryAll(hanPairs)],
    ['threes (trigrams)', await tryAll(hanTriples)],
    ['words (Intl.Segmenter)', await tryAll(hanDictionary)],
  ],
  timing: await timeIndex(new Map([...texts, ...filler]), posts, queries),
})
process.stdout.write(markdown)
if (values.report) writeFileSync(join(import.meta.dirname, 'RETOLD.md'), markdown)
