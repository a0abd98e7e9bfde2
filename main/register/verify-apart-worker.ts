import { parentPort, workerData } from 'node:worker_threads'
import { Failure } from '../../shared/contract/failure.ts'
import { openRegisterForReading } from './register.ts'
import type { VerifyAnswer, VerifyOrder } from './verify-apart.ts'

const { file, identity, texts } = workerData as VerifyOrder

const answer = (): VerifyAnswer => {
  try {
    const register = openRegisterForReading(file, identity)
    try {
      return { report: register.verify(...texts) }
    } finally {
      register.close()
    }
  } catch (error) {
    const code = error instanceof Failure ? error.code : 'internal'
    return { failure: { code, message: error instanceof Error ? error.message : String(error) } }
  }
}

parentPort?.postMessage(answer())
