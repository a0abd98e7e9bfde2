import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/{unit,property,house,journey,host,app}/**/*.test.ts'],
    // Only what hangs is stopped: no test may fail for a machine that is slow or busy.
    testTimeout: 900_000,
    hookTimeout: 900_000,
    // Two slow cores are the least the suite must fit; more workers than cores only trade memory for nothing.
    maxWorkers: 2,
    // Journeys run the command some hundred times, and each would compile all of it anew.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules', '.cache', 'node-compile') },
  },
})
