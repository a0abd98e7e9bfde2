import type { Words } from '../words.ts'
import type { trace as en } from '../en/trace.ts'

export const trace: Words<typeof en> = { title: '溯源' }
