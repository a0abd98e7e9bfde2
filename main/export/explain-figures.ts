import type { Said } from '../../shared/contract/said.ts'
import type { TraceResult } from '../../shared/contract/results.ts'

export interface Figure {
  readonly name: Said
  readonly value: string
  readonly meaning: Said
}

export const VERDICTS: Readonly<Record<TraceResult['verdict'], Said>> = {
  traced: { zh: '已追溯到一份文件', en: 'Traced to one copy' },
  inconclusive: { zh: '无结论', en: 'Inconclusive' },
  'not-ours': { zh: '非本库文件', en: 'Not ours' },
}

export const chance = (bound: number): string => {
  if (bound >= 0.01) return bound.toPrecision(2)
  const [digits, power] = bound.toExponential(1).split('e-')
  return `${digits} × 10^-${power}`
}

const CARRIERS: Readonly<Record<keyof TraceResult['carriers'], Said>> = {
  text: { zh: '文字层', en: 'text layer' },
  tint: { zh: '底纹', en: 'tint' },
  words: { zh: '字位', en: 'words' },
  dots: { zh: '微点', en: 'dots' },
  wording: { zh: '措辞', en: 'wording' },
}

const score = ({ z }: TraceResult): Figure[] =>
  z === null
    ? []
    : [
        {
          name: { zh: '得分 Z', en: 'Score Z' },
          value: z.toFixed(1),
          meaning: {
            zh: '去除页面自身内容后，图中余迹与该份秘密记号的吻合程度。若不是该份，期望为 0，标准差为 1。',
            en: "How far what is left of the picture, once the page's own content is taken out, leans to this copy's secret signs. Of a copy that is not the source 0 is expected, with a deviation of 1.",
          },
        },
      ]

const runnerUp = ({ runnerUp }: TraceResult): Figure[] =>
  runnerUp === null
    ? []
    : [
        {
          name: { zh: '次高份', en: 'Runner-up' },
          value: `${runnerUp.copy}: Z ${runnerUp.z.toFixed(1)}`,
          meaning: {
            zh: '其余各份中得分最高者。须明显低于首位，且其自身不足以被指认，方可作出“已追溯”的结论。',
            en: 'The highest score among all other copies. It must be clearly below, and must not be enough to be named itself.',
          },
        },
      ]

const carriers = ({ carriers }: TraceResult): Figure[] =>
  Object.entries(carriers)
    .filter(([, { n }]) => n > 0)
    .map(([carrier, { z, n }]) => {
      const name = CARRIERS[carrier as keyof TraceResult['carriers']]
      return {
        name: { zh: `载体：${name.zh}`, en: `Carrier: ${name.en}` },
        value: `Z ${z.toFixed(1)}, n ${n}`,
        meaning: {
          zh: `该载体单独的得分，及图中可读到的记号个数。`,
          en: 'The score by this carrier alone, and how many of its signs could be read.',
        },
      }
    })

const certainty = ({ bound, limit }: TraceResult): Figure[] => [
  {
    name: { zh: '误认概率上限', en: 'Bound' },
    value: chance(bound),
    meaning: {
      zh: '任何一份无辜的文件得到如此高分的概率，至多如此。由霍夫丁不等式得出，不依赖对相机、打印机或压缩的任何假设；已计入所有份数和所有尝试次数。',
      en: "The chance, at most, that any innocent copy at all would have scored so high. By Hoeffding's inequality: no assumption about cameras, printers or compression is in it, and every copy and every attempt is counted.",
    },
  },
  {
    name: { zh: '限值', en: 'Limit' },
    value: chance(limit),
    meaning: {
      zh: '上限不超过此值时才指认某一份。',
      en: 'A copy is named only when the bound is not above this.',
    },
  },
]

const trials = ({ candidates, alignments, decoys }: TraceResult): Figure[] => [
  {
    name: { zh: '参比份数', en: 'Copies scored' },
    value: String(candidates),
    meaning: { zh: '全部已发放的份都参与比对，无一例外。', en: 'Every copy that was released was scored.' },
  },
  {
    name: { zh: '配准方案数', en: 'Alignments' },
    value: String(alignments),
    meaning: {
      zh: '把原页贴合到图上的方案数；只按原件内容选取，与任何一份的记号无关。',
      en: "Ways of laying the original page on the picture. They are chosen by the original's content, never by any copy's signs.",
    },
  },
  {
    name: { zh: '诱饵标准差', en: 'Decoys' },
    value: `${decoys.n}: ${decoys.sd.toFixed(2)}`,
    meaning: {
      zh: '从未发放过的密钥在同一图上得分的标准差；应接近 1（0.90 至 1.15），否则不作结论。',
      en: 'Keys that were never issued, scored on the same picture: their deviation must be near 1 (0.90 to 1.15), or no copy is named.',
    },
  },
]

/** Every figure of a trace, and what it means, in plain words. */
export const explainFigures = (result: TraceResult): readonly Figure[] => [
  ...certainty(result),
  ...score(result),
  ...runnerUp(result),
  ...carriers(result),
  ...trials(result),
]

/** What nobody may read into a trace. */
export const NOT_PROVEN: readonly Said[] = [
  {
    zh: '追溯指认的是文件的某一份，不是某个人。该份曾在谁手中、谁看过、谁拍摄或传出，须另行查明。',
    en: 'A trace names the copy, never the culprit. Who had it in hand, who saw it, who photographed it or passed it on is for people to find out.',
  },
  {
    zh: '不能证明泄露发生的时间。只能证明该份的散列在登记簿中封存的时间，以及追溯的时间。',
    en: 'It does not tell when the leak happened: only when the hash of the copy was sealed in the register, and when the trace was made.',
  },
  {
    zh: '不能排除该份在交付前或归还后由保管方接触过；请核对下列流转记录。',
    en: "It does not rule out that the copy was reached while it was in the custodian's hands; compare the custody below.",
  },
  {
    zh: '误认概率针对无辜的份；它不是“接收人有罪的概率”。',
    en: 'The bound is about innocent copies. It is not the probability that the recipient is to blame.',
  },
]
