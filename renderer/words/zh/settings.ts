import type { Words } from '../words.ts'
import type { settings as en } from '../en/settings.ts'

export const settings: Words<typeof en> = { title: '设置' }
