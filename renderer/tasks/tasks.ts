import { create } from 'zustand'
import { Failure } from '../../shared/contract/failure.ts'
import type { Warning } from '../../shared/contract/warning.ts'
import type { StepOfWork } from '../client.ts'
import type { Screen, Target } from '../frame/navigation.ts'

/** A long piece of work, which outlives the screen that began it. */
export interface Task {
  readonly id: number
  readonly title: string
  readonly screen: Screen
  readonly target?: Target
  /** Where a screen shows it in its place as well: which work it is. */
  readonly work?: 'issue' | 'wordings'
  readonly state: 'running' | 'stopping' | 'done' | 'failed' | 'cancelled'
  readonly step: StepOfWork | null
  readonly warnings: readonly Warning[]
  readonly failure: Failure | null
  /** Milliseconds, as of performance.now(). */
  readonly began: number
  readonly cancel: () => void
}

export const useTasks = create<{ readonly tasks: readonly Task[] }>(() => ({ tasks: [] }))

const change = (id: number, by: Partial<Task>): void =>
  useTasks.setState(({ tasks }) => ({
    tasks: tasks.map((task) => (task.id === id ? { ...task, ...by } : task)),
  }))

export const dismissTask = (id: number): void =>
  useTasks.setState(({ tasks }) => ({ tasks: tasks.filter((task) => task.id !== id) }))

export const isActive = (task: Task): boolean => task.state === 'running' || task.state === 'stopping'

/** To be handed to `call` as it is. */
export interface TaskOptions {
  readonly signal: AbortSignal
  readonly onProgress: (step: StepOfWork) => void
  readonly onWarning: (warning: Warning) => void
}

/** A task's options for a screen that shows the work as well: it is told of each step, and can stop it as the tray can. */
export const watched = (
  options: TaskOptions,
  control: AbortController,
  onStep: (step: StepOfWork) => void,
): TaskOptions => {
  options.signal.addEventListener('abort', () => control.abort())
  return {
    ...options,
    signal: control.signal,
    onProgress: (step) => {
      options.onProgress(step)
      onStep(step)
    },
  }
}

/** Where the result is to be seen; `found` gives the link once it is known. */
interface Described<T> {
  readonly title: string
  readonly screen: Screen
  readonly work?: Task['work']
  readonly found?: (result: T) => Target
}

let nextId = 1

export const asFailure = (error: unknown): Failure =>
  error instanceof Failure
    ? error
    : new Failure('internal', error instanceof Error ? error.message : String(error), { cause: error })

/** Runs work as a task that the tray shows. The promise rejects with a Failure, as the work itself would. */
export const runTask = async <T>(
  described: Described<T>,
  work: (options: TaskOptions) => Promise<T>,
): Promise<T> => {
  const id = nextId++
  const control = new AbortController()
  const task: Task = {
    id,
    title: described.title,
    screen: described.screen,
    ...(described.work !== undefined && { work: described.work }),
    state: 'running',
    step: null,
    warnings: [],
    failure: null,
    began: performance.now(),
    cancel: () => {
      change(id, { state: 'stopping' })
      control.abort()
    },
  }
  useTasks.setState(({ tasks }) => ({ tasks: [task, ...tasks] }))
  try {
    const result = await work({
      signal: control.signal,
      onProgress: (step) => change(id, { step }),
      onWarning: (warning) =>
        useTasks.setState(({ tasks }) => ({
          tasks: tasks.map((one) => (one.id === id ? { ...one, warnings: [...one.warnings, warning] } : one)),
        })),
    })
    change(id, { state: 'done', ...(described.found && { target: described.found(result) }) })
    return result
  } catch (error) {
    const failure = asFailure(error)
    change(id, { state: failure.code === 'cancelled' ? 'cancelled' : 'failed', failure })
    throw failure
  }
}

/** What part of the work is done, 0 to 1; null where that is not known yet. */
export const partDone = ({ step }: Pick<Task, 'step'>): number | null =>
  step && step.total > 0 ? Math.min(1, step.done / step.total) : null

/** Seconds left, by how it went so far; null as long as that would be a guess. */
export const secondsLeft = (task: Task, now: number): number | null => {
  const part = partDone(task)
  const gone = (now - task.began) / 1000
  return part === null || part < 0.05 || gone < 2 ? null : (gone * (1 - part)) / part
}
