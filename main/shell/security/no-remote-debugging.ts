import type { CommandLine } from 'electron'

const DEBUGGERS = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-allow-origins',
  'inspect',
  'inspect-brk',
  'inspect-port',
  'inspect-publish-uid',
  'js-flags',
  'load-extension',
  'disable-web-security',
  'no-sandbox',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'gpu-launcher',
  'host-rules',
  'unsafely-treat-insecure-origin-as-secure',
] as const

/**
 * Which switches would let another program look into this one or take its walls down. A packaged app that is started
 * with one of them must not run: taken out of the line here, they may have had their effect already.
 */
export const debuggingAsked = (line: Pick<CommandLine, 'hasSwitch'>): readonly string[] =>
  DEBUGGERS.filter((name) => line.hasSwitch(name))
