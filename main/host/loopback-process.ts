import { parseArgs } from 'node:util'
import { fileURLToPath } from 'node:url'
import { createHost } from './host.ts'
import { builtFiles } from './loopback/built-files.ts'
import { openLoopback } from './loopback/loopback-server.ts'
import { openWindow } from './loopback/open-window.ts'

/**
 * The host on its own, for the browser on this computer. It serves what was built into `out/renderer`, prints one line of JSON
 * with the address that opens it once, and with `--window` opens that in an app window and ends with it. Ends at SIGINT or
 * SIGTERM as well; in every way the vault is locked and the session's files are removed.
 */
const BUILT = fileURLToPath(new URL('../../out/renderer', import.meta.url))

const { values } = parseArgs({
  options: { window: { type: 'boolean', default: false }, renderer: { type: 'string', default: BUILT } },
})

const host = createHost()
const loopback = await openLoopback({ files: builtFiles(values.renderer), serve: host.serve })
process.stdout.write(`${JSON.stringify({ url: loopback.url })}\n`)

let ending = false
const end = async (): Promise<void> => {
  if (ending) return
  ending = true
  window?.close()
  await host.close()
  await loopback.close()
  await window?.closed
  process.exit(0)
}
process.on('SIGTERM', () => void end())
process.on('SIGINT', () => void end())

const sayAddress = (why: string): void =>
  void process.stderr.write(
    `${why}\nOpen this address in a browser on this computer; it works once:\n\n  ${loopback.url}\n\nCtrl-C ends Siglum.\n`,
  )

const window = values.window ? openWindow(loopback.url) : null
if (window === null && values.window)
  sayAddress('No Chromium, Chrome or Edge was found to open a window with (SIGLUM_BROWSER can name one).')
void window?.closed.then((wasThere) =>
  wasThere ? end() : sayAddress('The browser did not open a window. Is there a screen?'),
)
