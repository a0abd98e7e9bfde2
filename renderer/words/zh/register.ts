import type { Words } from '../words.ts'
import type { register as en } from '../en/register.ts'

export const register: Words<typeof en> = { title: '台账' }
