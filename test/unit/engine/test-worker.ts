import { workerData } from 'node:worker_threads'
import { Failure } from '../../../shared/contract/failure.ts'
import { serveJobs } from '../../../main/engine/serve-jobs.ts'
import { remoteSigns } from '../../../main/engine/sign-line.ts'
import type { SignLine } from '../../../main/engine/sign-line.ts'

/** A worker that does what the crew's tests ask of it. */
export type TestJob = 'double' | 'fail' | 'crash' | 'hang' | 'eat' | 'sign' | 'chatter' | 'watch'

const { line } = workerData as { line: SignLine | null }

serveJobs(async (job: TestJob): Promise<unknown> => {
  switch (job) {
    case 'double':
      return 42
    case 'fail':
      throw new Failure('document-broken', 'It is broken.', { details: ['page 3'] })
    case 'crash':
      throw new TypeError('not a function')
    case 'hang':
      for (;;);
    case 'eat': {
      const eaten: number[][] = []
      for (;;) eaten.push(Array.from({ length: 100_000 }, (_, i) => i + 0.5))
    }
    case 'chatter':
      console.log('a library has something to say')
      return 42
    case 'watch': {
      // Only a thread that ends by itself gets to say so.
      const left = new Int32Array(new SharedArrayBuffer(4))
      process.once('exit', () => Atomics.store(left, 0, 1))
      return left
    }
    case 'sign': {
      if (line === null) throw new RangeError('no line')
      const stream = remoteSigns(line)
      return Array.from({ length: 200 }, (_, i) => stream(`label ${i}`, 5 + i)).map((signs) => [...signs])
    }
  }
})
