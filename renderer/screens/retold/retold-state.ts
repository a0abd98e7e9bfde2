import { create } from 'zustand'
import type { RetoldResult } from '../../../shared/contract/retold-results.ts'
import type { Failure } from '../../../shared/contract/failure.ts'
import { call } from '../../client.ts'
import type { StepOfWork } from '../../client.ts'
import { sendFile } from '../../client/files.ts'
import { useNavigation } from '../../frame/navigation.ts'
import { asFailure, runTask, watched } from '../../tasks/tasks.ts'

interface RetoldState {
  readonly phase: 'asking' | 'running' | 'done'
  /** The post, as it is being written. */
  readonly text: string
  /** By when somebody had to have a copy; today where it is empty. */
  readonly day: string
  readonly step: StepOfWork | null
  readonly result: RetoldResult | null
  readonly failure: Failure | null
  readonly cancel: () => void
}

const ASKING: RetoldState = {
  phase: 'asking',
  text: '',
  day: '',
  step: null,
  result: null,
  failure: null,
  cancel: () => undefined,
}

/** Outlives the screen: what was found is there when one comes back. */
export const useRetold = create<RetoldState>(() => ASKING)

/** Comes here with a text that is to be looked up; nothing is searched before somebody says so. */
export const lookUpAsRetold = (text: string): void => {
  if (useRetold.getState().phase !== 'running') useRetold.setState({ ...ASKING, text })
  useNavigation.getState().go('retold')
}

export const writePost = (text: string): void => useRetold.setState({ text, failure: null })
export const chooseDay = (day: string): void => useRetold.setState({ day })
export const askAnother = (): void => useRetold.setState(ASKING)
/** The same post once more, to be changed. */
export const askAgain = (): void => useRetold.setState({ phase: 'asking', failure: null })

/** Takes the text out of a file into the field, where it can be cut to what matters. */
export const readPostFile = async (file: File): Promise<void> => {
  try {
    const sent = await sendFile(file)
    writePost((await call('retold.read', { file: sent.file })).text)
  } catch (error) {
    useRetold.setState({ failure: asFailure(error) })
  }
}

export const searchPost = async (title: string): Promise<void> => {
  const { text, day } = useRetold.getState()
  const control = new AbortController()
  useRetold.setState({ phase: 'running', step: null, failure: null, cancel: () => control.abort() })
  try {
    const result = await runTask({ title, screen: 'retold' }, (options) =>
      call(
        'retold.run',
        { text, ...(day === '' ? {} : { at: day }) },
        watched(options, control, (step) => useRetold.setState({ step })),
      ),
    )
    useRetold.setState({ phase: 'done', result })
  } catch (error) {
    const failure = asFailure(error)
    useRetold.setState({ phase: 'asking', failure: failure.code === 'cancelled' ? null : failure })
  }
}
