import { fileURLToPath } from 'node:url'
import { createHost } from './host.ts'
import { builtFiles } from './loopback/built-files.ts'
import { openLoopback } from './loopback/loopback-server.ts'

/**
 * The host on its own, for the browser on this computer: serves what was built into `out/renderer` and prints one line of JSON with the
 * address that opens it, once. Ends at SIGINT or SIGTERM, its vault locked and its files gone.
 */
const BUILT = fileURLToPath(new URL('../../out/renderer', import.meta.url))

const host = createHost()
const loopback = await openLoopback({ files: builtFiles(process.argv[2] ?? BUILT), serve: host.serve })
process.stdout.write(`${JSON.stringify({ url: loopback.url })}\n`)

const end = async (): Promise<void> => {
  await host.close()
  await loopback.close()
  process.exit(0)
}
process.on('SIGTERM', () => void end())
process.on('SIGINT', () => void end())
