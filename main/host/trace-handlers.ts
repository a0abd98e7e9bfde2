import type { Deps } from './desk-handlers.ts'
import type { Handlers } from './task.ts'

/** Calls about leaks. What is missing here is answered with 'not-found'. */
export const traceHandlers: (deps: Deps) => Handlers = () => ({})
