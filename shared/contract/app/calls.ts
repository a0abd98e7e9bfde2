import type { z } from 'zod'
import { auditCalls } from './audit-calls.ts'
import { deskCalls } from './desk-calls.ts'
import { issueCalls } from './issue-calls.ts'
import { registerCalls } from './register-calls.ts'
import { retoldCalls } from './retold-calls.ts'
import { traceCalls } from './trace-calls.ts'
import { wordingCalls } from './wording-calls.ts'

/**
 * Everything that the renderer can ask for. Whoever acts is whoever is signed in; no call says who. Nothing here
 * names a file of this computer but folders that a person chose and files that were handed over in pieces.
 */
export const CALLS = {
  ...deskCalls,
  ...issueCalls,
  ...wordingCalls,
  ...registerCalls,
  ...traceCalls,
  ...retoldCalls,
  ...auditCalls,
}

export type Method = keyof typeof CALLS
export type Params<M extends Method> = z.input<(typeof CALLS)[M]['params']>
export type Parsed<M extends Method> = z.output<(typeof CALLS)[M]['params']>
export type Result<M extends Method> = z.output<(typeof CALLS)[M]['result']>

export const isMethod = (name: string): name is Method => Object.hasOwn(CALLS, name)
