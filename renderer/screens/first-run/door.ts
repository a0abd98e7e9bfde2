import type { AppState } from '../../../shared/contract/app/desk-calls.ts'

/** Where one stands at the door; nobody goes on from a recovery key, which is shown this once, before it was kept. */
export type Door =
  | { readonly at: 'open'; readonly path: string; readonly recovered: boolean }
  | { readonly at: 'create' }
  | { readonly at: 'recover'; readonly path: string }
  | { readonly at: 'key'; readonly recoveryKey: string; readonly replaces: boolean; readonly next: Door }
  | { readonly at: 'ready'; readonly made: AppState }
