import type { CopyStand } from '../../shared/contract/custody-results.ts'
import type { Said } from '../../shared/contract/said.ts'

export const STATE_WORDS: Readonly<Record<CopyStand['state'], Said>> = {
  reserved: { zh: '已登记', en: 'reserved' },
  abandoned: { zh: '作废', en: 'abandoned' },
  'at-desk': { zh: '未发出', en: 'at the desk' },
  out: { zh: '在外', en: 'out' },
  lent: { zh: '借出', en: 'lent' },
  recalled: { zh: '待收回', en: 'recalled' },
  returned: { zh: '已归还', en: 'returned' },
  lost: { zh: '遗失', en: 'lost' },
  destroyed: { zh: '已销毁', en: 'destroyed' },
}
