import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/{unit,property,house,journey,host,app}/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Two slow cores are the least the suite must fit; more workers than cores only trade memory for nothing.
    maxWorkers: 2,
  },
})
