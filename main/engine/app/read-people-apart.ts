import type { PeopleRead } from '../../issue/recipients.ts'
import { workApart } from '../work-apart.ts'
import type { PeopleJob } from './people-worker.ts'

const PEOPLE_WORKER = {
  script: new URL('./people-worker.ts', import.meta.url),
  patienceMs: 30_000,
  heapMb: 512,
  exhausted: {
    code: 'recipients-invalid',
    message: 'This list takes more time or memory to read than a list of people should. Save it as CSV.',
  },
} as const

/** Reads a list in a thread of its own. Throws Failure 'recipients-invalid'. */
export const readPeopleApart = (job: PeopleJob): Promise<PeopleRead> => workApart(PEOPLE_WORKER, job, {})
