import type { PeopleRead } from '../../issue/recipients.ts'
import { hire } from '../crew.ts'
import type { PeopleJob } from './people-worker.ts'

const SCRIPT = new URL('./people-worker.ts', import.meta.url)

/** Reads a list in a thread of its own. Throws Failure 'recipients-invalid'. */
export const readPeopleApart = async (job: PeopleJob): Promise<PeopleRead> => {
  const hand = hire<PeopleJob, PeopleRead>({
    script: SCRIPT,
    workerData: null,
    patienceMs: 30_000,
    heapMb: 512,
    exhausted: {
      code: 'recipients-invalid',
      message: 'This list takes more time or memory to read than a list of people should. Save it as CSV.',
    },
  })
  try {
    return await hand.do(job)
  } finally {
    await hand.dismiss()
  }
}
