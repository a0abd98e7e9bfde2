import { copyLabel } from '../../../shared/contract/copy-label.ts'
import type { Said } from '../../../shared/contract/said.ts'
import type { RegisterEvent } from '../../../shared/contract/events.ts'

type EventOf<T extends RegisterEvent['type']> = Extract<RegisterEvent, { type: T }>

export const CHANNELS = {
  'by-hand': { en: 'by hand', zh: '当面交付' },
  printed: { en: 'printed', zh: '打印' },
  'e-mail': { en: 'by e-mail', zh: '电子邮件' },
  'removable-disk': { en: 'on a removable disk', zh: '移动介质' },
} as const

export const CONDITIONS = {
  good: { en: 'in good condition', zh: '完好' },
  damaged: { en: 'damaged', zh: '破损' },
  incomplete: { en: 'incomplete', zh: '缺页' },
} as const

const VERDICTS = {
  traced: { en: 'a leak was traced to this copy', zh: '泄露件追溯至本份' },
  inconclusive: { en: 'a trace that named this copy came to no conclusion', zh: '追溯无结论' },
  'not-ours': { en: 'a trace found nothing of ours', zh: '非本库文件' },
} as const

const part = (before: string, value: string | undefined, after = ''): string =>
  value === undefined || value === '' ? '' : `${before}${value}${after}`

const handedOut = ({ body: { channel, to, due } }: EventOf<'copy-handed-out'>): Said => ({
  en: `handed out ${CHANNELS[channel].en}${part(', taken by ', to)}${part(', due back ', due)}`,
  zh: `发出（${CHANNELS[channel].zh}）${part('，代领人：', to)}${part('，应还日期：', due)}`,
})

const transferred = ({ body: { to, lent, due } }: EventOf<'copy-transferred'>): Said => ({
  en: `${lent ? 'lent' : 'handed on'} to ${to.name}${part(' (', to.unit, ')')}${part(', due back ', due)}`,
  zh: `${lent ? '借给' : '转交'}${to.name}${part('（', to.unit, '）')}${part('，应还日期：', due)}`,
})

const destroyed = ({ body }: EventOf<'copy-destroyed'>): Said => {
  const { method, approver, witnesses, certificate } = body
  return {
    en: `destroyed: ${method}; approved by ${approver}; witnesses ${witnesses.join(' and ')}; certificate ${certificate}`,
    zh: `销毁：${method}；批准人：${approver}；监销人：${witnesses.join('、')}；销毁证号：${certificate}`,
  }
}

const reprinted = ({ body }: EventOf<'reprint-reserved'>, copyId: string): Said => {
  const mine = body.copies.find((copy) => copy.copyId === copyId)
  if (mine === undefined)
    return {
      en: `${body.copies.length} reprints ordered: ${body.reason}`,
      zh: `补印 ${body.copies.length} 份：${body.reason}`,
    }
  return {
    en: `reserved as reprint ${mine.sub} of ${mine.subOf} for ${mine.recipient.name}: ${body.reason}`,
    zh: `登记为补印件 ${mine.sub}/${mine.subOf}，接收人：${mine.recipient.name}；原因：${body.reason}`,
  }
}

const reserved = ({ body }: EventOf<'issuance-reserved'>, copyId: string): Said => {
  const mine = body.copies.find((copy) => copy.copyId === copyId)
  return {
    en: `reserved${mine ? ` as copy ${copyLabel(mine)} for ${mine.recipient.name}` : ''}${part(', ', body.occasion)}`,
    zh: `登记${mine ? `为第 ${copyLabel(mine)} 份，接收人：${mine.recipient.name}` : ''}${part('；', body.occasion)}`,
  }
}

const mustered = ({ body }: EventOf<'mustered'>, copyId: string): Said => {
  if (!body.found.includes(copyId)) return { en: 'inventory: not found', zh: '清点：未见' }
  return body.expected.includes(copyId)
    ? { en: 'inventory: found', zh: '清点：在' }
    : { en: 'inventory: found, though it was not expected', zh: '清点：意外见到' }
}

const tookOver = ({ body }: EventOf<'custodian-changed'>, copyId: string): Said => {
  const where = body.taken.includes(copyId)
    ? { en: 'counted over', zh: '已点交' }
    : body.missing.includes(copyId)
      ? { en: 'missing', zh: '缺失' }
      : { en: 'with its holder', zh: '在持有人处' }
  return {
    en: `custodian ${body.to} took over from ${body.from}: ${where.en}`,
    zh: `保管人由${body.from}移交${body.to}：${where.zh}`,
  }
}

/** What an event says of one copy. */
const plain = (event: RegisterEvent, copyId: string): Said => {
  switch (event.type) {
    case 'issuance-reserved':
      return reserved(event, copyId)
    case 'reprint-reserved':
      return reprinted(event, copyId)
    case 'copy-sealed':
      return {
        en: `sealed: made, checked, SHA-256 ${event.body.sha256}`,
        zh: `封存：已制作并核验，SHA-256 ${event.body.sha256}`,
      }
    case 'copy-abandoned':
      return { en: `abandoned: ${event.body.reason}`, zh: `作废：${event.body.reason}` }
    case 'copy-handed-out':
      return handedOut(event)
    case 'receipt-signed':
      return {
        en: `receipt signed by ${event.body.name}${part(', scan SHA-256 ', event.body.scan?.sha256)}`,
        zh: `签收人：${event.body.name}${part('，签收单扫描件 SHA-256 ', event.body.scan?.sha256)}`,
      }
    case 'pages-checked':
      return event.body.complete
        ? { en: `pages checked: complete${part(', by ', event.body.checker)}`, zh: '逐页检查：完整' }
        : { en: `pages checked: not complete${part(', by ', event.body.checker)}`, zh: '逐页检查：不完整' }
    case 'copy-transferred':
      return transferred(event)
    case 'copy-taken-back':
      return { en: 'taken back from a loan', zh: '借出件收回' }
    case 'copy-recalled':
      return {
        en: `recalled${part(', due back ', event.body.due)}`,
        zh: `收回通知${part('，限期：', event.body.due)}`,
      }
    case 'copy-returned': {
      const { condition, receiver } = event.body
      const words = CONDITIONS[condition]
      return {
        en: `returned ${words.en}, received by ${receiver}`,
        zh: `归还（${words.zh}），接收人：${receiver}`,
      }
    }
    case 'copy-destroyed':
      return destroyed(event)
    case 'copy-lost':
      return {
        en: `lost${part(', reported by ', event.body.reporter)}`,
        zh: `遗失${part('，报告人：', event.body.reporter)}`,
      }
    case 'incident-linked':
      return { en: `linked to incident ${event.body.incident}`, zh: `关联事件：${event.body.incident}` }
    case 'entry-struck':
    case 'record-struck':
      return {
        en: `event ${event.body.event} struck: ${event.body.reason}`,
        zh: `撤销第 ${event.body.event} 号记录：${event.body.reason}`,
      }
    case 'mustered':
      return mustered(event, copyId)
    case 'custodian-changed':
      return tookOver(event, copyId)
    case 'traced':
      return VERDICTS[event.body.verdict]
    default:
      return { en: event.type, zh: event.type }
  }
}

/** With the remark and the reason for a correction, where there are any. */
export const sayEvent = (event: RegisterEvent, copyId: string): Said =>
  withRemarks(event, plain(event, copyId))

/** The same words with what the event says of itself: which one it corrects and why, and the remark. */
export const withRemarks = (event: RegisterEvent, said: Said): Said => {
  const body: Readonly<Record<string, unknown>> = event.body
  const note = typeof body.note === 'string' ? body.note : undefined
  const isCorrection = typeof body.corrects === 'number'
  const why = isCorrection && typeof body.reason === 'string' ? body.reason : ''
  return {
    en: `${said.en}${isCorrection ? ` (in place of event ${String(body.corrects)}: ${why})` : ''}${part('. Note: ', note)}`,
    zh: `${said.zh}${isCorrection ? `（更正第 ${String(body.corrects)} 号记录：${why}）` : ''}${part('。备注：', note)}`,
  }
}
