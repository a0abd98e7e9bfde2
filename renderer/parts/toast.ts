import { create } from 'zustand'

export interface Toast {
  readonly id: number
  readonly text: string
  readonly kind: 'done' | 'note' | 'failed'
  readonly action?: { readonly label: string; readonly run: () => void }
}

export const useToasts = create<{ readonly toasts: readonly Toast[] }>(() => ({ toasts: [] }))

let nextId = 1
/** Long enough to be read twice, and to reach an undo. */
const SHOWN_MS = 7000

export const dropToast = (id: number): void =>
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }))

/** A word at the window's edge on what was done; `action` is for an undo. What failed needs an ErrorNote in its place instead. */
export const toast = (text: string, options: Partial<Pick<Toast, 'kind' | 'action'>> = {}): void => {
  const id = nextId++
  useToasts.setState(({ toasts }) => ({
    toasts: [...toasts.slice(-3), { id, text, kind: 'done', ...options }],
  }))
  setTimeout(() => dropToast(id), SHOWN_MS)
}
