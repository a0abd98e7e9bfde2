import { app, dialog, protocol } from 'electron'
import { registerScheme } from './app-scheme.ts'
import { runApp } from './run-app.ts'
import { denyCertificates } from './security/no-certificates.ts'
import { denyCrashReports } from './security/no-crash-reports.ts'
import { debuggingAsked } from './security/no-remote-debugging.ts'
import { silenceChromium } from './security/quiet-switches.ts'
import { secureEveryPage } from './security/secure-page.ts'
import { languageOf, WORDS } from './words.ts'

// The desktop app, from its first moment: the walls first, then one instance of it, then the window.

denyCrashReports(app.commandLine)
silenceChromium(app.commandLine)
denyCertificates(app)
secureEveryPage(app)
app.enableSandbox()
registerScheme(protocol)

const words = () => WORDS[languageOf(app.getPreferredSystemLanguages())]

const refuse = (title: string, detail: string) => {
  dialog.showErrorBox(title, detail)
  app.exit(1)
}

const debuggers = app.isPackaged ? debuggingAsked(app.commandLine) : []
if (debuggers.length > 0) refuse(words().debugging, debuggers.map((name) => `--${name}`).join('\n'))
else if (app.requestSingleInstanceLock()) {
  app
    .whenReady()
    .then(runApp)
    .catch((error: unknown) =>
      refuse(words().notBuilt, error instanceof Error ? error.message : String(error)),
    )
} else app.quit()
