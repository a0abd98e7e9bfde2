import { create } from 'zustand'

export const usePalette = create<{ readonly open: 'palette' | 'keys' | null }>(() => ({ open: null }))
