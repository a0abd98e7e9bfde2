import { create } from 'zustand'
import type { FileId, ScreenPicture } from '../../../shared/contract/app/call.ts'
import type { HandAlignment, TraceView } from '../../../shared/contract/app/trace-calls.ts'
import type { Failure } from '../../../shared/contract/failure.ts'
import { call } from '../../client.ts'
import type { StepOfWork } from '../../client.ts'
import { sendFile } from '../../client/files.ts'
import { isTextFile } from '../../parts/text-files.ts'
import { asFailure, runTask, watched } from '../../tasks/tasks.ts'

/** A leaked file, in the host's hands. */
export interface Leak {
  readonly file: FileId
  readonly name: string
}

/** A passage that was pasted, by the name that the record gives it. */
export interface Pasted {
  readonly name: string
  readonly text: string
}

/** A picture of the work, as it came. */
export interface Shown {
  readonly what: string
  readonly picture: ScreenPicture
}

interface TraceState {
  readonly phase: 'idle' | 'running' | 'done' | 'failed' | 'aligning'
  readonly leaks: readonly Leak[]
  readonly texts: readonly Pasted[]
  readonly pictures: readonly Shown[]
  readonly step: StepOfWork | null
  readonly view: TraceView | null
  readonly failure: Failure | null
  readonly cancel: () => void
}

const IDLE: TraceState = {
  phase: 'idle',
  leaks: [],
  texts: [],
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

type Given = Pick<TraceState, 'leaks' | 'texts'>

const run = async ({ leaks, texts }: Given, title: string, narrowing: Narrowing): Promise<void> => {
  const control = new AbortController()
  useTrace.setState({
    ...IDLE,
    phase: 'running',
    leaks,
    texts,
    cancel: () => control.abort(),
  })
  try {
    const described = {
      title,
      screen: 'trace' as const,
      found: (view: TraceView) => ({ trace: view.result.id }),
    }
    const view = await runTask(described, (options) =>
      call(
        'trace.run',
        { files: leaks.map(({ file }) => file), texts: [...texts], ...narrowing },
        {
          ...watched(options, control, (step) => useTrace.setState({ step })),
          onPicture: (what, picture) =>
            useTrace.setState(({ pictures }) => ({ pictures: withPicture(pictures, what, picture) })),
        },
      ),
    )
    useTrace.setState({ phase: 'done', view })
  } catch (error) {
    const failure = asFailure(error)
    useTrace.setState(failure.code === 'cancelled' ? IDLE : { phase: 'failed', failure })
  }
}

/**
 * Whether nothing but text leaked, by the names of the files and until a picture in one is found: of text no picture comes, and no corners can
 * be pointed at.
 */
export const isTextAlone = ({ leaks, texts, pictures }: Given & Pick<TraceState, 'pictures'>): boolean =>
  pictures.length === 0 && leaks.length + texts.length > 0 && leaks.every(({ name }) => isTextFile(name))

/** Pictures in front: what a person points at is the first file. */
const picturesFirst = (files: readonly File[]): readonly File[] =>
  files.toSorted((a, b) => Number(isTextFile(a.name)) - Number(isTextFile(b.name)))

/** Hands the files over and traces them as pictures and texts of one leak. */
export const traceFiles = async (
  files: readonly File[],
  title: string,
  narrowing: Narrowing = {},
): Promise<void> => {
  useTrace.setState({ ...IDLE, phase: 'running' })
  try {
    const leaks: Leak[] = []
    for (const file of picturesFirst(files.slice(0, MOST_LEAKS))) leaks.push(await sendFile(file))
    await run({ leaks, texts: [] }, title, narrowing)
  } catch (error) {
    useTrace.setState({ phase: 'failed', failure: asFailure(error) })
  }
}

/** A passage that was copied out of a copy and pasted here. */
export const traceText = (pasted: Pasted, title: string, narrowing: Narrowing = {}): Promise<void> =>
  run({ leaks: [], texts: [pasted] }, title, narrowing)

/** The same files once more, with what a person knows of them. */
export const traceAgain = (title: string, narrowing: Narrowing): Promise<void> =>
  run(useTrace.getState(), title, narrowing)

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
