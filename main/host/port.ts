import type { Answer } from '../../shared/contract/app/messages.ts'

/** One renderer's line to the host, whatever carries it. */
export interface Port {
  readonly post: (message: Answer) => void
  /** What comes in is anybody's: it is parsed by whoever takes it. */
  readonly onMessage: (take: (message: unknown) => void) => void
  readonly onClose: (act: () => void) => void
}
