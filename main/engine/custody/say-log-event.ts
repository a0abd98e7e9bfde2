import { copyLabel } from '../../../shared/contract/copy-label.ts'
import type { RegisterEvent } from '../../../shared/contract/events.ts'
import type { Said } from '../../../shared/contract/said.ts'
import type { RegisterReader } from '../../register/register.ts'
import { sayEvent, withRemarks } from './say-event.ts'

type EventOf<T extends RegisterEvent['type']> = Extract<RegisterEvent, { type: T }>

/** What the record calls things by their ids, in words. */
export interface LogNames {
  /** A document's title; null where there is none of that id. */
  readonly title: (documentId: string) => string | null
  /** A copy's number, and of what. */
  readonly copy: (copyId: string) => { readonly label: string; readonly title: string } | null
}

const ROLES = {
  custodian: { en: 'custodian', zh: '保管员' },
  investigator: { en: 'investigator', zh: '调查员' },
  auditor: { en: 'auditor', zh: '审计员' },
} as const

const FIELDS = {
  title: { en: 'title', zh: '题名' },
  number: { en: 'number', zh: '文号' },
  controlNumber: { en: 'control number', zh: '控制号' },
  classification: { en: 'classification', zh: '密级' },
  term: { en: 'term', zh: '保密期限' },
  version: { en: 'version', zh: '版本' },
  retainUntil: { en: 'retain until', zh: '留存至' },
} as const

const KINDS: Readonly<Record<string, Said>> = {
  copies: { en: 'a list of copies', zh: '份册清单' },
  'receipt sheet': { en: 'a receipt sheet', zh: '签收单' },
  'collection sheet': { en: 'a collection list', zh: '清退单' },
  'certificate sheet': { en: 'a destruction certificate', zh: '销毁证明' },
  'history sheet': { en: "a copy's history", zh: '流转记录' },
}

const quoted = (title: string | null): Said =>
  title === null ? { en: 'a document', zh: '一份文件' } : { en: `“${title}”`, zh: `《${title}》` }

const imported = ({ body }: EventOf<'document-imported'>): Said => {
  const { en, zh } = quoted(body.title)
  const number = body.number === undefined || body.number === '' ? '' : body.number
  return {
    en: `${en}${number === '' ? '' : ` (${number})`} taken in: ${body.pages} ${body.pages === 1 ? 'page' : 'pages'}`,
    zh: `收录${zh}${number === '' ? '' : `（${number}）`}，共 ${body.pages} 页`,
  }
}

const reserved = ({ body }: EventOf<'issuance-reserved'>, names: LogNames): Said => {
  const { en, zh } = quoted(names.title(body.documentId))
  const n = body.copies.length
  const occasion = body.occasion === undefined || body.occasion === '' ? '' : body.occasion
  return {
    en: `${n} ${n === 1 ? 'copy' : 'copies'} of ${en} reserved${occasion === '' ? '' : ` for ${occasion}`}`,
    zh: `登记${zh} ${n} 份${occasion === '' ? '' : `，事由：${occasion}`}`,
  }
}

const amended = ({ body }: EventOf<'document-amended'>, names: LogNames): Said => {
  const { en, zh } = quoted(names.title(body.documentId))
  const changes = Object.entries(FIELDS).flatMap(([key, word]) => {
    const value = body[key as keyof typeof FIELDS]
    return value === undefined ? [] : [{ en: `${word.en} “${value}”`, zh: `${word.zh}“${value}”` }]
  })
  return {
    en: `${en} amended: ${changes.map((change) => change.en).join(', ')}; reason: ${body.reason}`,
    zh: `${zh}著录变更：${changes.map((change) => change.zh).join('，')}；原因：${body.reason}`,
  }
}

const mustered = ({ body }: EventOf<'mustered'>): Said => {
  const missing = body.expected.filter((id) => !body.found.includes(id)).length
  return {
    en: `inventory: ${body.expected.length} expected, ${body.found.length} found, ${missing} missing`,
    zh: `清点：应有 ${body.expected.length} 份，实见 ${body.found.length} 份，缺 ${missing} 份`,
  }
}

const handedOver = ({ body }: EventOf<'custodian-changed'>): Said => ({
  en: `${body.to} took over from ${body.from}: ${body.taken.length} copies counted, ${body.missing.length} missing, ${body.outstanding.length} with people`,
  zh: `保管人由${body.from}移交${body.to}：点交 ${body.taken.length} 份，缺失 ${body.missing.length} 份，在外 ${body.outstanding.length} 份`,
})

const exported = ({ body }: EventOf<'exported'>): Said => {
  const kind = KINDS[body.kind] ?? { en: body.kind, zh: body.kind }
  return {
    en: `${kind.en} given out as ${body.format.toUpperCase()}: ${body.rows} rows, ${body.fileName}`,
    zh: `导出${kind.zh}（${body.format.toUpperCase()}）：${body.rows} 行，${body.fileName}`,
  }
}

const VERDICTS = {
  traced: { en: 'a leak was traced', zh: '泄露件已追溯' },
  inconclusive: { en: 'a trace came to no conclusion', zh: '追溯无结论' },
  'not-ours': { en: 'a trace found nothing of ours', zh: '追溯结果：非本库文件' },
} as const

const traced = ({ body }: EventOf<'traced'>, names: LogNames): Said => {
  const { en, zh } = VERDICTS[body.verdict]
  const copy = body.copyId === undefined ? null : names.copy(body.copyId)
  if (copy === null) return { en, zh }
  const of = quoted(copy.title)
  return { en: `${en} to copy ${copy.label} of ${of.en}`, zh: `${zh}至${of.zh}第 ${copy.label} 份` }
}

const SEARCHES = {
  found: { en: 'what was retold stands in', zh: '转述内容见于' },
  weak: { en: 'what was retold may stand in', zh: '转述内容可能见于' },
} as const

const searched = ({ body }: EventOf<'exposure-searched'>, names: LogNames): Said => {
  const titles = [...new Set(body.documents.map(({ documentId }) => documentId))].map((id) =>
    quoted(names.title(id)),
  )
  if (body.verdict === 'nothing-found' || titles.length === 0)
    return { en: 'what was retold was found in no paper', zh: '转述内容未见于任何文件' }
  const said = SEARCHES[body.verdict]
  return {
    en: `${said.en} ${titles.map(({ en }) => en).join(', ')}`,
    zh: `${said.zh}${titles.map(({ zh }) => zh).join('、')}`,
  }
}

const recoveryWays = {
  passphrase: { en: 'changed their passphrase', zh: '修改了口令' },
  'recovery-key': { en: 'was given a new passphrase by the recovery key', zh: '凭恢复密钥重设了口令' },
} as const

/** Of one copy, in the words of its own history. */
const ofCopy = (event: RegisterEvent, copyId: string, names: LogNames): Said => {
  const said = sayEvent(event, copyId)
  const copy = names.copy(copyId)
  if (copy === null) return said
  const of = quoted(copy.title)
  return { en: `copy ${copy.label} of ${of.en}: ${said.en}`, zh: `${of.zh}第 ${copy.label} 份：${said.zh}` }
}

/** What an event says to whoever reads the whole record. */
export const sayLogEvent = (event: RegisterEvent, names: LogNames): Said => {
  switch (event.type) {
    case 'vault-created':
      return { en: 'the vault was made', zh: '建立保管库' }
    case 'document-imported':
      return imported(event)
    case 'issuance-reserved':
      return reserved(event, names)
    case 'document-amended':
      return amended(event, names)
    case 'mustered':
      return withRemarks(event, mustered(event))
    case 'custodian-changed':
      return withRemarks(event, handedOver(event))
    case 'exported':
      return withRemarks(event, exported(event))
    case 'record-struck':
      return sayEvent(event, '')
    case 'traced':
      return traced(event, names)
    case 'exposure-searched':
      return searched(event, names)
    case 'user-added': {
      const role = ROLES[event.body.role]
      return {
        en: `${event.body.name} added as ${role.en}`,
        zh: `增加人员：${event.body.name}（${role.zh}）`,
      }
    }
    case 'user-removed':
      return { en: `${event.body.name} removed`, zh: `移除人员：${event.body.name}` }
    case 'passphrase-changed': {
      const way = recoveryWays[event.body.how]
      return { en: `${event.body.name} ${way.en}`, zh: `${event.body.name}${way.zh}` }
    }
    case 'recovery-key-renewed':
      return { en: 'a new recovery key was made; the old one is void', zh: '更换恢复密钥，原密钥作废' }
    case 'redacted':
      return {
        en: `personal data erased, ${event.body.targets.length} values: ${event.body.reason}`,
        zh: `清除个人信息 ${event.body.targets.length} 项：${event.body.reason}`,
      }
    case 'vault-restored':
      return {
        en: `the vault was restored from a backup of ${event.body.size} events`,
        zh: `由备份恢复保管库（含 ${event.body.size} 条记录）`,
      }
    case 'reprint-reserved':
      return ofCopy(event, event.body.reprintOf, names)
    default:
      return ofCopy(event, event.body.copyId, names)
  }
}

/** Looked up in the register, each once. */
export const logNames = (register: RegisterReader): LogNames => {
  const titles = new Map<string, string | null>()
  const copies = new Map<string, ReturnType<LogNames['copy']>>()
  const attempt = <T>(find: () => T): T | null => {
    try {
      return find()
    } catch {
      return null // a register under suspicion is read as far as it goes
    }
  }
  const title = (id: string): string | null => {
    const known = titles.has(id) ? (titles.get(id) ?? null) : attempt(() => register.document(id).title)
    titles.set(id, known)
    return known
  }
  const copy: LogNames['copy'] = (id) => {
    const known = copies.get(id)
    if (known !== undefined) return known
    const row = attempt(() => register.copy(id))
    const named =
      row === null ? null : { label: copyLabel(row), title: title(row.documentId) ?? row.documentId }
    copies.set(id, named)
    return named
  }
  return { title, copy }
}
