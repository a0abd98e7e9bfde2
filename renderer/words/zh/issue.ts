import type { Words } from '../words.ts'
import type { issue as en } from '../en/issue.ts'

export const issue: Words<typeof en> = { title: '发放' }
