import { expect } from 'playwright/test'

/**
 * How long is waited for what must come sooner or later: for what a person would wait a moment for, and for what shows progress. Machines may be ten
 * times as slow as ours and busy besides; no test is about how long anything takes.
 */
export const MOMENT = { timeout: 120_000 }
export const LONG = { timeout: 400_000 }

/** What will be seen sooner or later. */
export const see = expect.configure(MOMENT)
