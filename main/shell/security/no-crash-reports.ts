import type { CommandLine } from 'electron'

/** A dump of a process holds pages of documents. None is written, and `crashReporter` is started nowhere. Before the app is ready. */
export const denyCrashReports = (line: Pick<CommandLine, 'appendSwitch'>): void => {
  line.appendSwitch('disable-breakpad')
  line.appendSwitch('disable-crash-reporter')
}
