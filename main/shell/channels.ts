/** The only names under which the page's preload and the shell write to each other. */
export const CHANNELS = {
  /** From the preload: a number of its own choosing; answered on `port` with the number and a port to the engine. */
  connect: 'siglum:connect',
  port: 'siglum:port',
  /** To the preload: the engine's process ended, and every port with it. */
  ended: 'siglum:ended',
  host: 'siglum:host',
} as const
