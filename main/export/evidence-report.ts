import type { ShowResult } from '../../shared/contract/custody-results.ts'
import type { TraceResult } from '../../shared/contract/results.ts'
import { copyFacts, drawHistory } from './copy-history.ts'
import { drawTable } from './draw-table.ts'
import { chance, explainFigures, NOT_PROVEN, VERDICTS } from './explain-figures.ts'
import {
  bottomMm,
  closePaper,
  contentMm,
  drawPicture,
  GREY,
  linesHeight,
  MARGIN_MM,
  newPage,
  openPaper,
  paragraph,
  requireRoom,
  textLines,
} from './paper.ts'
import type { Paper } from './paper.ts'
import { drawFacts, drawStatement, drawTitle, subjectFacts } from './sheet-head.ts'
import type { Statement } from './statement.ts'

export interface EvidenceOrder {
  readonly result: TraceResult
  /** When and by whom it was traced, and the event that says so. */
  readonly traced: { readonly at: string; readonly by: string; readonly event: number }
  readonly leaks: readonly { readonly name: string; readonly sha256: string; readonly bytes: number }[]
  /** The life of every named copy, in the result's order. */
  readonly shown: readonly ShowResult[]
  /** Leak, straightened page, original, and where the evidence lies, side by side; JPEG. */
  readonly pictures: readonly { readonly name: string; readonly jpeg: Uint8Array }[]
  readonly statement: Statement
}

const heading = (paper: Paper, zh: string, en: string): void => {
  requireRoom(paper, 22)
  paper.y += 3
  paragraph(paper, `${zh}  ${en}`, { size: 4.2, bold: true }, 1)
}

const both = (paper: Paper, zh: string, en: string): void => {
  paragraph(paper, zh, { size: 3.3 }, 0.3)
  paragraph(paper, en, { size: 3.3, colour: GREY }, 2)
}

const peopleOf = ({ name, unit }: { readonly name: string; readonly unit: string }): string[] =>
  [name, unit].filter((part) => part !== '')

const drawSealing = (paper: Paper, copy: string, { file }: ShowResult): void =>
  both(
    paper,
    `第 ${copy} 份于 ${file.sealed ?? '?'} (UTC) 制作并封存；此前登记簿中没有它的散列。`,
    `Copy ${copy} was made and sealed at ${file.sealed ?? '?'} (UTC); before then the register did not hold its hash.`,
  )

/** Copies that have a part in it beside the first: all that are named, or the report would be of less than the trace. */
const drawFurtherCopies = (
  paper: Paper,
  { alsoCopies, document }: TraceResult,
  shown: readonly ShowResult[],
): void => {
  for (const [index, { copy, recipient, document: other, bound }] of alsoCopies.entries()) {
    const title = (other ?? document)?.title ?? ''
    const who = peopleOf(recipient)
    both(
      paper,
      `其中还有《${title}》第 ${copy} 份，该份发给${who.join('，')}；相应概率至多为 ${chance(bound)}。`,
      `Copy ${copy} of "${title}", which was made for ${who.join(', ')}, is in it too; for it that chance is at most ${chance(bound)}.`,
    )
    drawSealing(paper, copy, shown[index])
  }
}

const drawVerdict = (paper: Paper, { result, shown: [first, ...further] }: EvidenceOrder): void => {
  const named = result.alsoCopies.length + 1
  const words =
    named > 1 ? { zh: `已追溯到 ${named} 份文件`, en: `Traced to ${named} copies` } : VERDICTS[result.verdict]
  heading(paper, `结论：${words.zh}`, words.en)
  if (result.copy === null || result.recipient === null || first === undefined)
    return both(paper, '没有指认任何一份文件。', 'No copy is named.')
  const who = peopleOf(result.recipient)
  both(
    paper,
    `泄露件出自《${result.document?.title ?? ''}》第 ${result.copy.copy} 份，该份发给${who.join('，')}。任何无辜的份呈现如此结果的概率至多为 ${chance(result.bound)}。`,
    `The leak is of copy ${result.copy.copy} of "${result.document?.title ?? ''}", which was made for ${who.join(', ')}. The chance that any innocent copy would look so is at most ${chance(result.bound)}.`,
  )
  drawSealing(paper, result.copy.copy, first)
  drawFurtherCopies(paper, result, further)
}

const drawLeaks = (paper: Paper, { leaks, traced }: EvidenceOrder): void => {
  heading(paper, '泄露件', 'What was found')
  drawTable(
    paper,
    [
      { heading: '文件 File', mm: 52, text: ({ name }) => name },
      { heading: 'SHA-256', mm: 106, text: ({ sha256 }) => sha256 },
      { heading: '字节 Bytes', mm: 22, text: ({ bytes }) => String(bytes), align: 'right' },
    ],
    leaks,
    { size: 2.7 },
  )
  paper.y += 1
  const when = traced.at.slice(0, 19).replace('T', ' ')
  both(
    paper,
    `追溯时间 ${when} UTC，操作人 ${traced.by}，登记簿第 ${traced.event} 号记录。`,
    `Traced at ${when} UTC by ${traced.by}; event ${traced.event} of the register.`,
  )
}

const CAPTION = { size: 3 } as const
const CAPTION_GAP_MM = 0.5

const captionOf = ({ leak, document, page, copy }: TraceResult['shows'][number]): string => {
  const [zh, en] =
    copy === null ? ['（仅外观相似）', ', by its look'] : [`，第 ${copy.copy} 份`, `, copy ${copy.copy}`]
  return `${leak}：《${document.title}》第 ${page} 页${zh}  page ${page}${en}`
}

const drawPictures = async (paper: Paper, { pictures, result }: EvidenceOrder): Promise<void> => {
  if (pictures.length === 0) return
  heading(paper, '图', 'Pictures')
  const names = result.copy !== null
  both(
    paper,
    `自左至右：泄露件；从中拉直的页面；原件${names ? '；证据所在（绿：与该份记号一致，红：相反）' : ''}。`,
    `From the left: the leak; the page straightened out of it; the original${names ? '; where the evidence lies (green agrees with the copy, red contradicts)' : ''}.`,
  )
  // Evidence from before this was told, or not as it was written, has pictures alone.
  const captions = result.shows.length === pictures.length ? result.shows.map(captionOf) : []
  for (const [index, { jpeg }] of pictures.entries()) {
    const image = await paper.pdf.embedJpg(jpeg)
    const caption = captions.at(index) ?? ''
    const widthMm = contentMm(paper)
    const captionMm = linesHeight(textLines(paper, caption, widthMm, CAPTION), CAPTION) + CAPTION_GAP_MM
    const most = bottomMm(paper) - MARGIN_MM - captionMm
    const scale = Math.min(widthMm / image.width, most / image.height)
    const box = { widthMm: image.width * scale, heightMm: image.height * scale }
    requireRoom(paper, captionMm + box.heightMm)
    if (caption !== '') paragraph(paper, caption, CAPTION, CAPTION_GAP_MM)
    drawPicture(paper, image, { x: MARGIN_MM, y: paper.y, ...box })
    paper.y += box.heightMm + 3
  }
}

const drawFigures = (paper: Paper, { result }: EvidenceOrder): void => {
  heading(paper, '各项数字及其含义', 'Every figure and what it means')
  drawTable(
    paper,
    [
      { heading: '项目 Figure', mm: 34, text: ({ name }) => `${name.zh}\n${name.en}` },
      { heading: '数值 Value', mm: 34, text: ({ value }) => value, align: 'centre' },
      { heading: '含义 Meaning', mm: 112, text: ({ meaning }) => `${meaning.zh}\n${meaning.en}` },
    ],
    explainFigures(result),
    { size: 2.8 },
  )
}

const drawCustody = (paper: Paper, shown: ShowResult): void => {
  heading(paper, `第 ${shown.copy.copy} 份的流转`, `The custody of copy ${shown.copy.copy}`)
  drawFacts(paper, [...copyFacts(shown), ...subjectFacts(shown)], 1)
  drawHistory(paper, shown.history)
}

const drawChecking = (paper: Paper): void => {
  heading(paper, '如何核对', 'How to check this')
  both(
    paper,
    '证据包（ZIP）附有泄露件、图、结果，以及各项记录的收录证明（proof.jsonl）和检查点。离线核对：siglum verify 证据包.zip --register-key 公钥。公钥应从登记簿之外另行取得，例如此前打印的单据。',
    'The bundle (ZIP) holds the leaks, the pictures, the result, and proofs that these records are in the register (proof.jsonl), up to the checkpoint. Offline: siglum verify BUNDLE.zip --register-key KEY. The key should come from elsewhere, such as a sheet printed before.',
  )
}

/** A4 upright: what was found, what it is, how sure that is, what it does not prove, and how to check all of it. */
export const evidenceReport = async (order: EvidenceOrder): Promise<Uint8Array> => {
  const title = { zh: '泄露追溯证据报告', en: 'Evidence report of a trace' }
  const paper = await openPaper({ title: `${title.zh} ${order.result.id}`, at: order.statement.at })
  drawTitle(paper, title)
  drawVerdict(paper, order)
  drawLeaks(paper, order)
  await drawPictures(paper, order)
  drawFigures(paper, order)
  heading(paper, '本结果不能证明', 'What this does not prove')
  for (const { zh, en } of NOT_PROVEN) both(paper, `· ${zh}`, `  ${en}`)
  for (const shown of order.shown) {
    newPage(paper)
    drawCustody(paper, shown)
  }
  drawChecking(paper)
  drawStatement(paper, order.statement)
  return closePaper(paper, `${order.result.id} · ${order.statement.at.slice(0, 10)}`)
}
