import { t } from 'i18next'
import { useEffect } from 'react'
import { call, onNotice } from '../client.ts'
import { host } from '../client/host.ts'
import { refreshApp, setApp, useApp } from '../app-state.ts'
import { toast } from '../parts/toast.ts'
import { isActive, useTasks } from '../tasks/tasks.ts'

/** Not more often than this is the engine told that somebody is there. */
const TOUCH_MS = 20_000

export const lockVault = async (): Promise<void> => setApp(await call('vault.lock', {}))

/** Keeps the vault open while somebody types or points, follows when it locks itself, and says what else it has to say. */
export const useIdleLock = (): void => {
  const open = useApp((state) => state.app?.vault !== null && state.app !== null)
  useEffect(
    () =>
      onNotice((notice) => {
        if (notice === 'backup-failed') toast(t('frame.backup-failed'), { kind: 'failed' })
        if (notice !== 'locked') return
        useApp.setState({ locked: true })
        void refreshApp()
      }),
    [],
  )
  useEffect(() => {
    if (!open) return
    let last = 0
    const touch = () => {
      const now = performance.now()
      if (now - last < TOUCH_MS) return
      last = now
      call('vault.touch', {}).catch(() => undefined)
    }
    window.addEventListener('keydown', touch)
    window.addEventListener('pointermove', touch)
    return () => {
      window.removeEventListener('keydown', touch)
      window.removeEventListener('pointermove', touch)
    }
  }, [open])
}

/** Closing the window asks while work is under way. */
export const useBusyGuard = (): void => {
  const active = useTasks((state) => state.tasks.filter(isActive).length)
  useEffect(() => {
    void host('host.busy', { tasks: active })
    if (active === 0) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [active])
}
