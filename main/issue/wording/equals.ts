import type { Equal } from './equal.ts'
import { CHINESE_EQUALS } from './equals-zh.ts'
import { ENGLISH_EQUALS } from './equals-en.ts'

/** All words that may stand in place of others. */
export const EQUALS: readonly Equal[] = [...ENGLISH_EQUALS, ...CHINESE_EQUALS]
