import type { ForkOptions, UtilityProcess } from 'electron'
import { fileURLToPath } from 'node:url'

/** The script is started by its path: nothing of the engine is ever loaded into the shell. */
export const ENGINE_SCRIPT = fileURLToPath(new URL('../../host/engine-process.ts', import.meta.url))

/** For the main thread of the engine; its worker threads have limits of their own. V8 in Electron ends at 4 GB. */
const HEAP_MB = 3072

/** What would let whoever starts the app run code in the engine, or send it elsewhere. */
const UNWANTED = /^(NODE_|ELECTRON_|npm_|LD_PRELOAD$|LD_AUDIT$|DYLD_|OPENSSL_|SSL_|.*_proxy$)/i

export const engineEnvironment = (environment: NodeJS.ProcessEnv): Record<string, string> => {
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(environment)) {
    if (value !== undefined && !UNWANTED.test(name)) kept[name] = value
  }
  return kept
}

interface ForkPlace {
  readonly environment: NodeJS.ProcessEnv
  /** Its output is seen where a developer runs the shell; libraries print about documents, so nowhere else. */
  readonly packaged: boolean
}

export const forkEngine = (
  fork: (script: string, args: string[], options: ForkOptions) => UtilityProcess,
  { environment, packaged }: ForkPlace,
): UtilityProcess =>
  fork(ENGINE_SCRIPT, [], {
    serviceName: 'Siglum engine',
    execArgv: [`--max-old-space-size=${HEAP_MB}`],
    env: engineEnvironment(environment),
    stdio: packaged ? 'ignore' : 'inherit',
    allowLoadingUnsignedLibraries: false,
  })
