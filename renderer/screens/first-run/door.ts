import type { AppState } from '../../../shared/contract/app/desk-calls.ts'

/** Where one stands at the door; `made` holds a new vault until its recovery key was kept. */
export type Door =
  | { readonly at: 'open'; readonly path: string; readonly recovered: boolean }
  | { readonly at: 'create' }
  | { readonly at: 'recover'; readonly path: string }
  | { readonly at: 'key'; readonly recoveryKey: string; readonly made: AppState }
  | { readonly at: 'ready'; readonly made: AppState }
