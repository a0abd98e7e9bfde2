import type { JsonValue } from '../../register/canonical-json.ts'
import { canonicalJson, isJsonObject } from '../../register/canonical-json.ts'
import type { TraceResult } from '../../../shared/contract/results.ts'
import { traceFigures } from '../trace-figures.ts'

const plain = (value: unknown): JsonValue => JSON.parse(JSON.stringify(value ?? null)) as JsonValue

/** What a stated result says, in the words of the event that records it. */
const claims = (result: TraceResult): Readonly<Record<string, unknown>> => ({
  traceId: result.id,
  verdict: result.verdict,
  limit: result.limit,
  bound: result.bound,
  documentId: result.document?.id,
  page: result.page ?? undefined,
  copyId: result.copy?.id,
  z: result.z ?? undefined,
  candidates: result.candidates,
  alignments: result.alignments,
})

const differing = (stated: Readonly<Record<string, unknown>>, recorded: JsonValue): string[] =>
  Object.entries(stated)
    .filter(([key, value]) => {
      const found = isJsonObject(recorded) ? recorded[key] : undefined
      return canonicalJson(plain(value)) !== canonicalJson(plain(found))
    })
    .map(([key]) => key)

/** Fields in which a stated result differs from the body of the event that records it; none when the two agree. */
export const resultDifferences = (result: TraceResult, body: JsonValue): readonly string[] => [
  ...differing(claims(result), body),
  ...differing(traceFigures(result), isJsonObject(body) ? (body.figures ?? null) : null),
]
