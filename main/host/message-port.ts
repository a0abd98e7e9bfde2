import type { Answer } from '../../shared/contract/app/messages.ts'
import type { Port } from './port.ts'

/** Node's own message port, as far as it is needed. */
export interface NodePort {
  readonly postMessage: (message: unknown) => void
  readonly on: (event: 'message' | 'close', take: (message: unknown) => void) => unknown
}

/** Electron's, which hands on events. */
export interface ElectronPort {
  readonly postMessage: (message: unknown) => void
  readonly on: (event: 'message' | 'close', take: (event: { readonly data: unknown }) => void) => unknown
  readonly start: () => void
}

export const nodePort = (port: NodePort): Port => ({
  post: (answer: Answer) => port.postMessage(answer),
  onMessage: (take) => void port.on('message', take),
  onClose: (act) => void port.on('close', act),
})

export const electronPort = (port: ElectronPort): Port => ({
  post: (answer: Answer) => port.postMessage(answer),
  onMessage: (take) => {
    port.on('message', ({ data }) => take(data))
    port.start()
  },
  onClose: (act) => void port.on('close', act),
})
