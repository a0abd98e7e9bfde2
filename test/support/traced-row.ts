import type { TraceRow } from '../bench/trace-row.ts'

/** A leak that was traced to its copy, as a benchmark puts it down. */
export const TRACED_ROW: TraceRow = {
  index: 0,
  seed: 's',
  truth: 'copy',
  leakKind: 'scan',
  pageKind: 'mixed',
  severity: 'fair',
  documentId: 'mixed/first',
  copies: [1],
  verdict: 'traced',
  leaked: ['mixed/first/c1'],
  named: ['mixed/first/c1'],
  found: true,
  zs: [20],
  bestZ: 20,
  best: 'mixed/first/c1',
  runnerUp: 3,
  decoyDeviation: 1,
  carriers: {},
  placed: null,
  notes: {},
  leakSeconds: 1,
  traceSeconds: 2,
  key: '0123456789abcdef',
}
