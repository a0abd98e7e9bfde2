import { expect } from 'playwright/test'

/** What will be seen sooner or later: a busy machine may take its time over opening a paper. */
export const see = expect.configure({ timeout: 45_000 })
