import type { Page } from 'playwright'
import { copyStand } from '../../support/copy-stand.ts'

/**
 * In the page, before it loads: an engine that holds nothing but a register of so many copies, made up as they are asked for. It stands
 * where the desktop shell's port would, so that only the list's own pace is seen.
 */
export const holdLongRegister = async (page: Page, total: number): Promise<void> => {
  const stand = copyStand(0, 200, { code: 'AAAA-AAAA', recipient: { name: '', unit: '', id: '' } })
  await page.addInitScript(
    ({ total, stand }) => {
      const row = (index: number) => ({
        ...stand,
        id: `c-${index}`,
        issuance: `i-${Math.floor(index / 200)}`,
        copy: `${(index % 200) + 1}/200`,
        recipient: { name: `Recipient ${index + 1}`, unit: `Unit ${index % 97}`, id: String(index) },
        state: index % 3 === 0 ? 'out' : 'at-desk',
        title: `Paper ${Math.floor(index / 200) + 1}`,
        documentNumber: null,
        occasion: null,
      })
      const settings = {
        language: 'en',
        theme: 'light',
        copiesFolder: '/',
        idleMinutes: 60,
        recentVaults: [],
      }
      const vault = {
        id: 'v',
        path: '/v',
        user: { name: 'Ada', role: 'custodian' },
        recovered: 0,
        settings: { hideFromCapture: false, limit: 1e-6, classifications: [], notice: true },
      }
      const answer = (method: string, params: { offset?: number; limit?: number }): unknown => {
        if (method === 'app.state') return { version: '0', vault, settings, proposedVault: '/v' }
        if (method === 'register.copies') {
          const { offset = 0, limit = 200 } = params
          const rows = Array.from({ length: Math.min(limit, total - offset) }, (_, i) => row(offset + i))
          return { rows, total }
        }
        if (method === 'register.overview')
          return { documents: 1, issuances: 1, copies: total, states: {}, overdue: 0, events: 1, open: [] }
        if (method === 'issue.lists') return { lists: [] }
        return {}
      }
      let tell: (message: unknown) => void = () => undefined
      const port = {
        post: (ask: { kind: string; id: number; method: string; params: object }) => {
          if (ask.kind !== 'call') return
          setTimeout(() => tell({ kind: 'result', id: ask.id, value: answer(ask.method, ask.params) }), 5)
        },
        onMessage: (listener: (message: unknown) => void) => {
          tell = listener
        },
        onClose: () => undefined,
      }
      const host = () => Promise.resolve({ kind: 'result', value: {} })
      Object.defineProperty(globalThis, 'siglum', { value: { connect: () => port, host } })
    },
    { total, stand },
  )
}
