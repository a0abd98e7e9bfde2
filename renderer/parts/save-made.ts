import type { FileOut } from '../../shared/contract/app/call.ts'
import { saveFile } from '../client/files.ts'
import type { Screen } from '../frame/navigation.ts'
import { toast } from './toast.ts'
import { asFailure, runTask } from '../tasks/tasks.ts'
import type { TaskOptions } from '../tasks/tasks.ts'
import { sayFailure } from '../words/say-failure.ts'

interface Made {
  readonly saved: readonly FileOut[]
}

/** Makes files as a task and saves each; failures are said, since the place that asked may be gone by then. */
export const saveMade = async (
  screen: Screen,
  title: string,
  make: (options: TaskOptions) => Promise<Made>,
  done: (names: readonly string[]) => string,
): Promise<void> => {
  try {
    const { saved } = await runTask({ title, screen }, make)
    for (const file of saved) await saveFile(file)
    toast(done(saved.map(({ name }) => name)))
  } catch (error) {
    const failure = asFailure(error)
    if (failure.code !== 'cancelled') toast(sayFailure(failure.message), { kind: 'failed' })
  }
}
