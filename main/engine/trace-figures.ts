import type { TraceResult } from '../../shared/contract/results.ts'

/**
 * The figures of a trace as its event records them. Whose the copies are is the register's to say: numbers and recipients are
 * not repeated.
 */
export const traceFigures = ({ carriers, decoys, runnerUp, alsoCopies, seconds }: TraceResult) => ({
  carriers,
  decoys,
  runnerUp,
  alsoCopies: alsoCopies.map(({ id, z, bound }) => ({ id, z, bound })),
  seconds,
})
