import { homedir } from 'node:os'
import type { AppSettings } from '../../shared/contract/app/desk-calls.ts'
import type { Notice } from '../../shared/contract/app/messages.ts'
import { defaultSettings, openAppSettings } from './app-settings.ts'
import { auditHandlers, userHandlers } from './audit-handlers.ts'
import { configFolder } from './config-folder.ts'
import { deskHandlers } from './desk-handlers.ts'
import { custodyHandlers } from './custody-handlers.ts'
import type { Deps } from './deps.ts'
import { exportHandlers } from './export-handlers.ts'
import { fileHandlers } from './file-handlers.ts'
import { openFileStore } from './file-store.ts'
import { issueHandlers } from './issue-handlers.ts'
import { ownVersion } from './own-version.ts'
import { perform } from './perform.ts'
import type { Port } from './port.ts'
import { registerHandlers } from './register-handlers.ts'
import { retoldHandlers } from './retold-handlers.ts'
import { sampleHandlers } from './sample-handlers.ts'
import { servePort } from './serve-port.ts'
import type { ServedPort } from './serve-port.ts'
import { createSession } from './session.ts'
import type { Handlers, Task } from './task.ts'
import { traceHandlers } from './trace-handlers.ts'
import { createTurns } from './turns.ts'
import { createUnderWay } from './under-way.ts'
import { watchBackups } from './watch-backups.ts'
import { wordingHandlers } from './wording-handlers.ts'

export interface Host {
  readonly serve: (port: Port) => void
  /** Locks the vault once what is under way has ended: an issue of two hundred copies outlasts a screen that locks itself. */
  readonly lock: () => Promise<void>
  /** Stops what is under way, locks the vault and removes the session's files. */
  readonly close: () => Promise<void>
}

export interface HostOptions {
  /** Of the program; package.json's unless told. */
  readonly version?: string
  /** Where settings are kept. */
  readonly config?: string
  /** Where vaults and copies are proposed; the user's own folder unless told. */
  readonly documents?: string
  /** The system's, until a person has chosen one. */
  readonly language?: AppSettings['language']
  /** Files and folders that a call wrote outside the vault. */
  readonly onMade?: (paths: readonly string[]) => void
  readonly onLock?: () => void
  /** At once, and whenever a person chooses another. */
  readonly onLanguage?: (language: AppSettings['language']) => void
  /** Where the session's folder is made. */
  readonly temporary?: string
  /** log2 of scrypt's cost for new vaults; lower ones are for tests. */
  readonly scryptLogN?: number
  readonly log?: (line: string) => void
}

/** Every call that this host answers, room by room. */
const handlersOf = (deps: Deps): Handlers => ({
  ...deskHandlers(deps),
  ...fileHandlers(deps),
  ...issueHandlers(deps),
  ...wordingHandlers(deps),
  ...registerHandlers(deps),
  ...custodyHandlers(deps),
  ...exportHandlers(deps),
  ...auditHandlers(deps),
  ...userHandlers(deps),
  ...sampleHandlers(deps),
  ...traceHandlers(deps),
  ...retoldHandlers(deps),
})

const MS_PER_MINUTE = 60_000

/** The engine behind ports: one vault, one folder of files, and any number of renderers that see the same. */
export const createHost = (options: HostOptions = {}): Host => {
  const documents = options.documents ?? homedir()
  const defaults = defaultSettings(documents, options.language)
  const settings = openAppSettings(options.config ?? configFolder(), defaults)
  options.onLanguage?.(settings.read().language)
  const files = openFileStore(options.temporary)
  const ports = new Set<ServedPort>()
  const log = options.log ?? ((line: string) => console.error(line))
  const tell = (notice: Notice): void => {
    for (const port of ports) port.post({ kind: 'notice', notice })
  }
  const backups = watchBackups({
    onFailed: (error) => {
      log(`The backup that was due could not be made: ${String(error)}`)
      tell('backup-failed')
    },
  })
  const session = createSession({
    idleMs: () => settings.read().idleMinutes * MS_PER_MINUTE,
    onOpen: backups.begin,
    onLock: () => {
      backups.end()
      files.clear()
      tell('locked')
      options.onLock?.()
    },
  })
  const underWay = createUnderWay()
  const turns = createTurns()
  const handlers = handlersOf({
    session,
    files,
    settings,
    documents,
    version: options.version ?? ownVersion(),
    quiesce: underWay.stopOthers,
    onMade: options.onMade ?? (() => {}),
    onLanguage: options.onLanguage ?? (() => {}),
    scryptLogN: options.scryptLogN,
  })
  const noteGrowth = (): void => {
    if (session.grew()) tell('register-grew')
  }
  const desk = {
    inTurn: turns,
    log,
    perform: (method: string, params: unknown, task: Task): Promise<unknown> =>
      underWay.run(task, async (watched) => {
        try {
          return await perform(handlers, method, params, watched)
        } finally {
          noteGrowth()
        }
      }),
  }
  return {
    lock: async () => {
      await underWay.allEnded()
      session.lock()
    },
    serve: (port) => {
      const served = servePort(port, desk)
      ports.add(served)
      port.onClose(() => ports.delete(served))
    },
    close: async () => {
      for (const port of ports) port.cancelAll()
      await underWay.stopAll()
      session.lock()
      files.close()
    },
  }
}
