import type { TraceOutcome } from '../../main/trace/trace.ts'
import { tracePictures } from '../../main/trace/trace.ts'
import type { SignStream } from '../../shared/mark/signs.ts'
import { testStream } from '../support/test-streams.ts'
import { LAB_STREAM, labLibrary } from './lab.ts'
import type { TextPaper } from './text-papers.ts'

export const CANDIDATES = 1000

/** As in a register, no two documents share a copy. */
export const candidateOf = (paper: string, copy: number): string => `${paper}/c${copy}`

/** The same copies are scored thousands of times: their signs are worked out once. */
const remembering = (stream: SignStream): SignStream => {
  const known = new Map<string, Uint8Array>()
  return (label, bytes) => {
    const key = `${bytes} ${label}`
    const found = known.get(key) ?? stream(label, bytes)
    known.set(key, found)
    return found
  }
}

const SIGNS = remembering(LAB_STREAM)
const DECOYS = remembering(testStream('lab text decoys'))

/** Traces passages against a thousand copies of every paper, by the engine's own code. */
export const textTracer = (papers: readonly TextPaper[]) => {
  const library = labLibrary(
    papers.map(({ document }) => document),
    (paper) => Array.from({ length: CANDIDATES }, (_, copy) => candidateOf(paper, copy)),
  )
  return (text: string): Promise<TraceOutcome> =>
    tracePictures({
      pictures: [],
      texts: [text],
      library,
      features: () => Promise.reject(new RangeError('text needs no features')),
      signStream: SIGNS,
      decoyStream: DECOYS,
      limit: 1e-6,
    })
}
