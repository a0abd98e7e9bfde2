import { create } from 'zustand'
import { SHORTCUTS } from '../../shared/contract/app/shortcuts.ts'

export const SCREENS = ['issue', 'register', 'trace', 'retold', 'audit', 'settings'] as const
export type Screen = (typeof SCREENS)[number]

/** The keys to a screen, as `useCommands` takes them. */
export const keysTo = (screen: Screen): string => `mod+${SHORTCUTS[screen]}`

/** What a screen is asked to show on arrival; each screen takes what it knows of. */
export interface Target {
  readonly document?: string
  readonly issuance?: string
  readonly copy?: string
  readonly trace?: string
}

interface Navigation {
  readonly screen: Screen
  readonly target: Target
  readonly go: (screen: Screen, target?: Target) => void
}

export const useNavigation = create<Navigation>((set) => ({
  screen: 'issue',
  target: {},
  go: (screen, target = {}) => set({ screen, target }),
}))
