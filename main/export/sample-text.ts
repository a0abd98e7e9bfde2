import type { Said } from '../../shared/contract/said.ts'

/** An invented paper of an invented office: enough text on every page for a photograph of it to trace. */
export interface SampleText {
  readonly fileName: string
  readonly title: string
  readonly occasion: string
  readonly number: string
  readonly classification: string
  readonly office: string
  readonly sections: readonly { readonly heading: string; readonly paragraphs: readonly string[] }[]
  /** Name, unit, id. */
  readonly people: readonly (readonly [string, string, string])[]
}

const EN: SampleText = {
  fileName: 'sample-harbour-bridge.pdf',
  title: 'Renewal of the Harbour Bridge: options and costs',
  occasion: 'Board meeting, sample',
  number: 'SAMPLE 2026/14',
  classification: 'Confidential',
  office: 'Port Authority of Westhaven · Office of the Board',
  sections: [
    {
      heading: '1. What the board is asked to decide',
      paragraphs: [
        'The Harbour Bridge carries nineteen thousand vehicles a day and is in its sixty-third year. The inspection of last autumn found the bearings of the three middle spans worn beyond what the manual allows, and rust under the paint of both main girders. The bridge is safe for the present traffic under the speed limit that was set in November. It will not be safe for another winter without work.',
        'The board is asked to choose between repairing the present bridge, replacing its deck, and building a new bridge beside it. This paper gives the costs of each, what each means for the port while the work goes on, and what the office recommends. Until the board has decided, its contents are not for anybody outside the list of recipients.',
      ],
    },
    {
      heading: '2. Three ways',
      paragraphs: [
        'Repair. New bearings, new paint, and steel plates over the weakest parts of the girders, done at night over fourteen months. The bridge stays open by day. It would cost 41 million and give the bridge twelve more years, after which the same question returns, at the prices of that time.',
        'New deck. The concrete deck is taken off in four sections and replaced by a lighter one of steel, which takes enough load from the girders that they need no plates. One lane stays open in each direction; lorries over thirty tonnes go round by the northern crossing, which adds forty minutes. It would cost 96 million over twenty-two months and give the bridge thirty-five years.',
        'New bridge. A bridge of two spans, sixty metres to the east, with a clearance of forty-eight metres in place of thirty-nine. The present bridge stays in use until the new one opens and is then taken down. It would cost 233 million over four years. Ships of the class that now pass us by could then come to the inner quays.',
      ],
    },
    {
      heading: '3. What it means for the port',
      paragraphs: [
        'The terminals have told us in confidence what a closed lane costs them. Together it comes to some 260,000 a week in waiting lorries and missed sailings, which over the twenty-two months of a new deck is more than the work on the deck of one span. They would rather have one hard year than two easy ones, and they would rather know now than in spring.',
        'Three of the five shipping lines whose contracts end next year have asked, each without the others, whether the clearance will change. Two of them have ships on order that cannot pass under thirty-nine metres at high water. We have answered none of them. What we answer depends on what the board decides, and should not be read in the newspaper first.',
        'The ministry would carry up to forty per cent of a new bridge, and nothing of a repair, if the application is in by the end of June. Its officials have said so in conversation and not in writing. The board should not count on more than thirty.',
      ],
    },
    {
      heading: '4. Money',
      paragraphs: [
        'The reserve for works stands at 58 million. A repair could be paid from it. A new deck would need a loan of 45 million, which at the present rate costs 2.1 million a year and would raise the quay dues by four per cent. A new bridge with the grant would need 110 million, the dues would rise by nine per cent, and the lines would be told so in the same letter in which they are told of the clearance.',
        'Land on the eastern side belongs in part to a company that does not know what it will be wanted for. Its price would not stay what it is if this paper were known. The office has an option on the larger of the two plots until the end of March and asks the board for leave to take it up, whatever else is decided.',
      ],
    },
    {
      heading: '5. What the office recommends',
      paragraphs: [
        'That the board decide in principle for the new bridge; that the bearings of the middle spans be renewed this summer all the same, for 6 million, so that the present bridge lasts until the other opens; that the option on the land be taken up at once; and that the chair write to the ministry before the holidays. The unions have been told of none of this and should hear it from the board, on the day after the meeting and before anybody else.',
        'Copies of this paper are numbered and made out by name. They are to be given back at the end of the meeting.',
      ],
    },
  ],
  people: [
    ['Margaret Osei', 'Chair of the Board', 'B-01'],
    ['Henrik Lund', 'Board, terminals', 'B-02'],
    ['Priya Raman', 'Board, city', 'B-03'],
    ['Tomás Aguirre', 'Chief engineer', 'P-11'],
    ['Claire Dubois', 'Finance', 'P-14'],
    ['Samuel Brandt', 'Secretary', 'P-02'],
  ],
}

const ZH: SampleText = {
  fileName: '示例-跨港大桥更新方案.pdf',
  title: '关于跨港大桥更新改造方案的汇报',
  occasion: '第九次办公会（示例）',
  number: '示例〔2026〕14号',
  classification: '内部',
  office: '西港市港务管理局办公室',
  sections: [
    {
      heading: '一、提请会议研究的事项',
      paragraphs: [
        '跨港大桥建成通车已六十三年，目前日均通行车辆约一万九千辆。去年秋季检测发现，中间三跨支座磨损已超过养护规程允许的限度，两根主梁油漆层下均有锈蚀。在去年十一月起执行的限速条件下，大桥可以满足现有交通的安全要求，但如不及时处治，难以安全度过下一个冬季。',
        '现提请会议在“维修加固”“更换桥面”“另建新桥”三个方案中作出选择。本汇报分别说明各方案的造价、施工期间对港口生产的影响以及我办的建议。在会议作出决定之前，本件内容不得向发放范围以外的任何人透露。',
      ],
    },
    {
      heading: '二、三个方案的比较',
      paragraphs: [
        '方案一：维修加固。更换支座，重新涂装，并在主梁薄弱部位加贴钢板，利用夜间分段施工，工期十四个月，白天保持通车。造价四千一百万元，可延长使用年限约十二年；届时仍须按当时的价格重新面对同样的问题。',
        '方案二：更换桥面。将混凝土桥面分四段拆除，改为较轻的钢桥面，主梁荷载相应减轻，无须另行加固。施工期间双向各保留一条车道，三十吨以上货车绕行北线，单程增加约四十分钟。造价九千六百万元，工期二十二个月，可延长使用年限约三十五年。',
        '方案三：另建新桥。在现桥以东六十米处建设双跨新桥，通航净高由三十九米提高到四十八米；新桥通车前现桥继续使用，其后拆除。造价二亿三千三百万元，工期四年。目前因净高不足而绕过我港的船型，届时可以直接靠泊内港码头。',
      ],
    },
    {
      heading: '三、对港口生产的影响',
      paragraphs: [
        '各码头公司已向我办提供封闭车道所造成损失的内部测算：货车待时和船期延误合计每周约二十六万元；按更换桥面的二十二个月工期计算，总额超过一跨桥面的工程费用。各公司普遍表示，宁愿集中困难一年，不愿拖延两年，并希望尽早得到明确答复。',
        '明年合同到期的五家航运公司中，已有三家先后单独询问通航净高是否会有变化，其中两家在建船舶在高潮位时无法通过三十九米净高。我办尚未作出任何答复。如何答复取决于会议决定，不应先见诸报端。',
        '上级主管部门的有关同志口头表示，如在六月底前提出申请，新桥建设可获得不超过百分之四十的补助，维修加固则不予补助。上述意见尚无书面依据，建议按不超过百分之三十考虑。',
      ],
    },
    {
      heading: '四、资金安排',
      paragraphs: [
        '目前工程准备金余额五千八百万元。维修加固可全部由准备金列支；更换桥面须另行贷款四千五百万元，按现行利率每年付息二百一十万元，停泊费约须上调百分之四；另建新桥在取得补助后仍须筹资一亿一千万元，停泊费约须上调百分之九，拟在答复净高问题时一并告知各航运公司。',
        '桥址东侧用地部分属于一家企业，该企业尚不了解用途。本件内容一旦外泄，地价将难以维持现有水平。我办对其中较大一宗地块的优先购买权将于三月底到期，建议无论会议作出何种决定，均同意先行办理购买手续。',
      ],
    },
    {
      heading: '五、我办建议',
      paragraphs: [
        '原则同意另建新桥；今年夏季仍安排六百万元更换中间三跨支座，确保现桥使用至新桥通车；立即行使优先购买权；节前由主要负责同志致函上级主管部门。以上事项尚未向职工代表通报，建议在会后第二天由会议统一通报，此前不得向其他任何方面透露。',
        '本件按名单编号印发，会议结束时请将本件交回会务人员。',
      ],
    },
  ],
  people: [
    ['陈立群', '局领导', 'GW-001'],
    ['王雅琴', '规划建设处', 'GW-012'],
    ['欧阳慧敏', '财务处', 'GW-021'],
    ['赵国栋', '总工程师办公室', 'GW-030'],
    ['孙晓峰', '码头公司', 'MT-103'],
    ['刘芷若', '办公室', 'GW-005'],
  ],
}

export const SAMPLE_TEXT: Readonly<Record<keyof Said, SampleText>> = { en: EN, zh: ZH }
