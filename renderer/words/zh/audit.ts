import type { Words } from '../words.ts'
import type { audit as en } from '../en/audit.ts'

export const audit: Words<typeof en> = { title: '审计' }
