import type { HistoryEntry, ShowResult } from '../../shared/contract/custody-results.ts'
import { drawTable } from './draw-table.ts'
import { closePaper, openPaper, paragraph } from './paper.ts'
import type { Paper } from './paper.ts'
import { drawFacts, drawStatement, drawTitle, subjectFacts } from './sheet-head.ts'
import type { Statement } from './statement.ts'
import { STATE_WORDS } from './state-words.ts'

const minute = (iso: string): string => iso.slice(0, 16).replace('T', ' ')

const told = ({ saysZh, says, correctedBy, on, at }: HistoryEntry): string => {
  const day = on === null || on === at.slice(0, 10) ? '' : ` [${on}]`
  const mark =
    correctedBy === null ? '' : `\n（已由第 ${correctedBy} 号记录更正 corrected by event ${correctedBy}）`
  return `${saysZh}${day}\n${says}${mark}`
}

/** The events of one copy, oldest first, corrections and all. */
export const drawHistory = (paper: Paper, history: readonly HistoryEntry[]): void =>
  drawTable(
    paper,
    [
      { heading: '号 Event', mm: 14, text: ({ event }) => String(event), align: 'centre' },
      { heading: '记录时间 Recorded (UTC)', mm: 30, text: ({ at }) => minute(at), align: 'centre' },
      { heading: '事项 What happened', mm: 108, text: told },
      { heading: '记录人 By', mm: 28, text: ({ by }) => by },
    ],
    history,
    { size: 2.8 },
  )

export const copyFacts = ({ copy, file }: ShowResult) => {
  const state = STATE_WORDS[copy.state]
  return [
    ['份号 Copy', copy.copy],
    ['编码 Code', copy.code],
    ['接收人 Recipient', `${copy.recipient.name}  ${copy.recipient.unit}  ${copy.recipient.id}`],
    ['状态 State', `${state.zh} ${state.en}`],
    ['现持有人 Now with', copy.holder === null ? null : `${copy.holder.name}  ${copy.holder.unit}`],
    ['应还 Due back', copy.due],
    ['本份 SHA-256', file.sha256],
    ['本份标识 Copy id', copy.id],
  ] as const
}

/** A4 upright: one copy's whole life. */
export const copyHistory = async (shown: ShowResult, statement: Statement): Promise<Uint8Array> => {
  const title = { zh: '文件流转记录', en: 'History of a copy' }
  const paper = await openPaper({
    title: `${title.zh} ${shown.document.title} ${shown.copy.copy}`,
    at: statement.at,
  })
  drawTitle(paper, title)
  drawFacts(paper, [...copyFacts(shown), ...subjectFacts(shown)], 1)
  drawHistory(paper, shown.history)
  if (shown.reprints.length > 0)
    paragraph(
      paper,
      `补印件 Reprints: ${shown.reprints.map(({ copy, code }) => `${copy} (${code})`).join(', ')}`,
    )
  drawStatement(paper, statement)
  return closePaper(paper, `${shown.document.title} · ${shown.copy.copy} · ${statement.at.slice(0, 10)}`)
}
