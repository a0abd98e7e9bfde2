import type { CopyStand } from '../../shared/contract/custody-results.ts'

/** How a copy stands of which nothing was written down yet. */
export const copyStand = (
  index: number,
  of: number,
  told: Pick<CopyStand, 'code' | 'recipient'> & Partial<CopyStand>,
): CopyStand => ({
  id: `c-${index}`,
  issuance: 'i-1',
  document: 'd-1',
  copy: `${index + 1}/${of}`,
  holder: null,
  state: 'out',
  channel: null,
  handedOut: null,
  due: null,
  overdue: false,
  receipt: null,
  pages: null,
  returned: null,
  destroyed: null,
  lost: null,
  incidents: [],
  mustered: null,
  ...told,
})
