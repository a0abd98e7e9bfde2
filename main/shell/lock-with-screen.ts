import type { PowerMonitor } from 'electron'

/** Whoever leaves the desk locks the screen, or the computer goes to sleep: the vault is locked with it. */
export const lockWithScreen = (monitor: Pick<PowerMonitor, 'on'>, lock: () => void): void => {
  monitor.on('lock-screen', lock)
  monitor.on('suspend', lock)
  monitor.on('shutdown', lock)
}
