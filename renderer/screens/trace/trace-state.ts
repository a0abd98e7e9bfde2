import { create } from 'zustand'
import type { FileId, ScreenPicture } from '../../../shared/contract/app/call.ts'
import type { HandAlignment, TraceView } from '../../../shared/contract/app/trace-calls.ts'
import type { Failure } from '../../../shared/contract/failure.ts'
import { call } from '../../client.ts'
import type { StepOfWork } from '../../client.ts'
import { sendFile } from '../../client/files.ts'
import { asFailure, runTask } from '../../tasks/tasks.ts'

/** A leaked file, in the host's hands. */
export interface Leak {
  readonly file: FileId
  readonly name: string
}

/** A picture of the work, as it came. */
export interface Shown {
  readonly what: string
  readonly picture: ScreenPicture
}

interface TraceState {
  readonly phase: 'idle' | 'running' | 'done' | 'failed' | 'aligning'
  readonly leaks: readonly Leak[]
  readonly pictures: readonly Shown[]
  readonly step: StepOfWork | null
  readonly view: TraceView | null
  readonly failure: Failure | null
  readonly cancel: () => void
}

const IDLE: TraceState = {
  phase: 'idle',
  leaks: [],
  pictures: [],
  step: null,
  view: null,
  failure: null,
  cancel: () => undefined,
}

/** Outlives the screen: tracing goes on while another one is shown. */
export const useTrace = create<TraceState>(() => IDLE)

export const MOST_LEAKS = 50

export interface Narrowing {
  readonly document?: string
  readonly byHand?: HandAlignment
}

/** Of a kind, the newest picture is shown. */
const withPicture = (pictures: readonly Shown[], what: string, picture: ScreenPicture): readonly Shown[] => [
  ...pictures.filter((shown) => shown.what !== what),
  { what, picture },
]

const run = async (leaks: readonly Leak[], title: string, narrowing: Narrowing): Promise<void> => {
  const control = new AbortController()
  useTrace.setState({
    ...IDLE,
    phase: 'running',
    leaks,
    cancel: () => control.abort(),
  })
  try {
    const described = {
      title,
      screen: 'trace' as const,
      found: (view: TraceView) => ({ trace: view.result.id }),
    }
    const view = await runTask(described, (options) => {
      options.signal.addEventListener('abort', () => control.abort())
      return call(
        'trace.run',
        { files: leaks.map(({ file }) => file), ...narrowing },
        {
          ...options,
          signal: control.signal,
          onProgress: (step) => {
            options.onProgress(step)
            useTrace.setState({ step })
          },
          onPicture: (what, picture) =>
            useTrace.setState(({ pictures }) => ({ pictures: withPicture(pictures, what, picture) })),
        },
      )
    })
    useTrace.setState({ phase: 'done', view })
  } catch (error) {
    const failure = asFailure(error)
    useTrace.setState(failure.code === 'cancelled' ? IDLE : { phase: 'failed', failure })
  }
}

/** Hands the files over and traces them as pictures of one leak. */
export const traceFiles = async (
  files: readonly File[],
  title: string,
  narrowing: Narrowing = {},
): Promise<void> => {
  useTrace.setState({ ...IDLE, phase: 'running' })
  try {
    const leaks: Leak[] = []
    for (const file of files.slice(0, MOST_LEAKS)) leaks.push(await sendFile(file))
    await run(leaks, title, narrowing)
  } catch (error) {
    useTrace.setState({ phase: 'failed', failure: asFailure(error) })
  }
}

/** The same files once more, with what a person knows of them. */
export const traceAgain = (title: string, narrowing: Narrowing): Promise<void> =>
  run(useTrace.getState().leaks, title, narrowing)

export const alignByHand = (): void => useTrace.setState({ phase: 'aligning' })
export const backToResult = (): void =>
  useTrace.setState(({ view, failure }) => ({
    phase: view !== null ? 'done' : failure !== null ? 'failed' : 'idle',
  }))
export const traceAnother = (): void => useTrace.setState(IDLE)

/** A trace that was made before. */
export const showTrace = async (trace: string): Promise<void> => {
  if (useTrace.getState().view?.result.id === trace) return
  if (useTrace.getState().phase === 'running') return
  useTrace.setState(IDLE)
  try {
    useTrace.setState({ phase: 'done', view: await call('trace.view', { trace }) })
  } catch (error) {
    useTrace.setState({ phase: 'failed', failure: asFailure(error) })
  }
}
