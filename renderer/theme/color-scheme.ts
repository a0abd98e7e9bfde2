import { useSyncExternalStore } from 'react'
import { useApp } from '../app-state.ts'

const darkQuery = window.matchMedia('(prefers-color-scheme: dark)')

const watchSystem = (listener: () => void) => {
  darkQuery.addEventListener('change', listener)
  return () => darkQuery.removeEventListener('change', listener)
}

/** As it was chosen, or as the system has it. */
export const useColorScheme = (): 'light' | 'dark' => {
  const systemIsDark = useSyncExternalStore(watchSystem, () => darkQuery.matches)
  const chosen = useApp((state) => state.app?.settings.theme) ?? 'system'
  return chosen === 'system' ? (systemIsDark ? 'dark' : 'light') : chosen
}
