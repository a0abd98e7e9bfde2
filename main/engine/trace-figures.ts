import type { TraceResult } from '../../shared/contract/results.ts'

/**
 * The figures of a trace as its event records them. Whose the copies are is the register's to say: numbers and recipients are
 * not repeated.
 */
export const traceFigures = ({
  carriers,
  text,
  decoys,
  runnerUp,
  alsoCopies,
  shows,
  seconds,
}: TraceResult) => ({
  carriers,
  ...(text === undefined
    ? {}
    : {
        text: { ...text, found: text.found.map(({ document, ...rest }) => ({ ...rest, id: document.id })) },
      }),
  decoys,
  runnerUp: runnerUp === null ? null : { copy: runnerUp.copy, z: runnerUp.z },
  alsoCopies: alsoCopies.map(({ id, z, bound }) => ({ id, z, bound })),
  // Traces from before this was told have none on record.
  ...(shows.length === 0
    ? {}
    : {
        shows: shows.map(({ document, page, copy }) => ({
          document: document.id,
          page,
          copy: copy?.id ?? null,
        })),
      }),
  seconds,
})
