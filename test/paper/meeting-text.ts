/** The words of a meeting that never was: a water company of a town that is on no map. */
export const COVER = {
  classification: '机密 ★ 5年',
  serial: '000018',
  masthead: '澜江市供水投资有限公司文件',
  number: '澜水投〔2026〕18号',
  title: ['关于提请审议北岸净水厂二期工程', '投资方案的请示'],
  english: 'Request for a Decision on the North Bank Waterworks, Phase II',
  to: '市国有资产监督管理委员会、各与会委员：',
  paragraphs: [
    '为保障澜江北岸新城四十二万居民的用水安全，我公司会同市水务局、市设计院，对北岸净水厂二期工程进行了为期十四个月的论证。工程拟新增日供水能力十五万立方米，总投资十一亿八千六百万元，建设期三十个月。',
    '现将投资方案及其附件呈上，提请第九次投资决策会议审议。方案所列投标限价、贷款利率与水价测算尚未公开，请各位委员妥善保管会议文件，会后由秘书处统一收回。',
    '妥否，请批示。',
  ],
  attachments: ['附件：1．投资方案说明', '　　　2．Financing Memorandum', '　　　3．投资估算与资金来源表'],
  office: '澜江市供水投资有限公司',
  date: '2026年11月9日',
  imprint: ['澜江市供水投资有限公司办公室', '2026年11月9日印发'],
} as const

export const CHINESE_SECTIONS: readonly { heading: string; paragraphs: readonly string[] }[] = [
  {
    heading: '一、供水现状与缺口',
    paragraphs: [
      '澜江市区现有净水厂三座，设计日供水能力四十八万立方米，二〇二五年最高日供水量已达四十六万三千立方米，负荷率为百分之九十六点五。去年七月十九日至二十四日的高温期间，北岸片区管网末端压力一度降至零点一二兆帕，六层以上住户普遍需要二次加压，市长热线六天内收到用水投诉一千零八十四件。',
      '北岸新城自二〇二一年启动建设以来，常住人口以每年百分之七点八的速度增长。按照市国土空间规划，到二〇三〇年北岸人口将达到四十二万，加上装备制造园和冷链物流园的生产用水，最高日需水量预计为二十一万六千立方米，而现有北岸厂一期只能供应七万立方米，缺口需经跨江管道由南岸调入。',
      '跨江管道建成于一九九八年，为单根直径一千二百毫米的预应力混凝土管，设计寿命三十年。二〇二四年的声学检测在江心段发现三处接口渗漏，虽经修补，但设计院认为不宜再提高输水压力。一旦该管道停运，北岸将有二十七万人断水，城市供水缺少应急备用通道的问题十分突出。',
      '水源方面，北岸取水口位于石门水库下游四公里处，近五年水质稳定在地表水二类标准，枯水期保证率为百分之九十七。水库管理局已书面同意在原取水许可之外，每年增加取水量五千四百万立方米，并将二期工程列入流域水量分配方案的修订内容。',
    ],
  },
  {
    heading: '会议安排与材料说明',
    paragraphs: [
      '第九次投资决策会议定于十一月十二日下午二时三十分在市政府三号会议室召开，由市国资委主持。会议先听取公司关于投资方案的汇报，时间二十五分钟；再由设计院答复技术问题，时间十五分钟；随后委员逐项发表意见并书面表决，表决票由监票人当场清点。',
      '材料分为四部分：请示正文说明提请审议的事项；附件一是方案说明，供全体委员阅读；附件二是融资备忘录，因两家银行的联系人只使用英文，故以英文起草，秘书处备有中文译稿；附件三是投资估算表，数字以万元为单位，与设计院十月二十日提交的概算书一致。',
      '与会人员需要补充资料的，请于会前一日十七时以前与公司办公室联系。资料室现场备有地质勘察报告、水资源论证报告书和管道声学检测报告各两份，只供查阅，不得带离。因故不能出席的委员，可以委托一名委员代为表决，委托书应当在会议开始前交秘书处。',
    ],
  },
  {
    heading: '二、建设方案比较',
    paragraphs: [
      '设计院提出了三个方案。甲方案在一期厂区东侧扩建，利用预留用地八点四公顷，取水、送水泵房与一期共用；乙方案在石门村另建新厂，征地十三点一公顷，需搬迁农户六十二户；丙方案不建新厂，改为敷设第二根跨江管道，并将南岸二厂扩容十五万立方米。',
      '三个方案的静态投资分别为十亿七千二百万元、十三亿四千万元和十二亿一千五百万元，单位制水电耗分别为每立方米零点二八、零点二六和零点三七千瓦时。丙方案虽不增加厂区用地，但跨江盾构段地质条件复杂，工期难以控制，且仍未改变北岸依赖南岸供水的格局。',
      '经综合比较，推荐采用甲方案。其处理工艺为预臭氧、机械混合、折板絮凝、平流沉淀、后臭氧活性炭和超滤膜，出水浊度控制在零点一以下。活性炭池按两格一组布置，反冲洗水经浓缩后全部回用，污泥脱水至含水率百分之六十以下外运，厂界噪声和臭气均按居住区标准控制。',
      '建设分两步实施：第一步用二十个月完成取水泵房改造、综合池和膜车间，形成日供水八万立方米的能力；第二步用十个月完成剩余处理线和十九公里配水干管。这样安排的好处是第一步投产后即可停用跨江管道进行内衬加固，避免在用水高峰期冒险运行。',
    ],
  },
  {
    heading: '三、投资、水价与风险',
    paragraphs: [
      '工程总投资十一亿八千六百万元，其中资本金三亿五千五百八十万元，由公司历年留存收益和市财政注资各承担一半；其余八亿三千零二十万元拟申请政策性银行二十年期贷款。三家银行的意向利率在百分之二点八五至百分之三点一五之间，最终以谈判结果为准，在签约之前不得对外透露。',
      '按照成本加合理收益的办法测算，二期投产后平均制水成本将由每立方米二元零七分上升到二元四角一分。建议居民第一阶梯水价分两年调整，每年上调一角五分；低保家庭每户每月免收五立方米水费，所需资金由公司在利润中列支，不向其他用户分摊。',
      '主要风险有三项：一是膜组件价格受进口原料影响，投标限价已按最近六个月均价上浮百分之四编制；二是厂区北侧有一条废弃的灌溉渠，软土厚度达十一米，需要采用搅拌桩加固；三是贷款若不能在明年三月底前签约，将错过枯水期取水头部施工，工期顺延约七个月。',
      '委员会如同意本方案，公司将于十二月上旬启动设备招标，明年一月完成初步设计审批。本方案及其附件所列数字在招标公告发布之前均属机密事项，会议文件按份登记，与会人员不得复印、拍照或者转发，因工作需要查阅的，应当经秘书处批准并在原件上阅看。',
    ],
  },
]

export const ENGLISH_TITLE = 'Annex 2. Financing Memorandum'

export const ENGLISH_SECTIONS: readonly { heading: string; paragraphs: readonly string[] }[] = [
  {
    heading: '1. What the Committee is asked to decide',
    paragraphs: [
      'The Committee is asked to approve an investment of CNY 1,186 million in the second phase of the North Bank Waterworks, to authorise the company to sign a loan of up to CNY 830 million for a term of twenty years [1], and to take note of a rise in household tariffs that would begin in the first quarter after the plant is commissioned. No decision is sought today on the second crossing of the river, which remains a matter for the municipal plan of 2031.',
      'The three decisions belong together. Without the loan the plant cannot be ordered before the dry season, and without the dry season the intake cannot be rebuilt; a delay of four weeks at the signing table therefore becomes a delay of seven months on the ground. Without the tariff, on the other hand, the lenders have told us plainly that their best margin would not be available.',
    ],
  },
  {
    heading: '2. Demand, and how sure we are of it',
    paragraphs: [
      "Demand on the north bank has grown by 7.8 per cent a year since 2021, faster than any of the four forecasts made when the first phase was built. The present forecast was prepared twice, once from the housing register and once from meter readings, by teams who did not see each other's figures. They differ by 3.1 per cent in 2030, and the plant has been sized to the lower of the two with a reserve for the cold-chain park.",
      'The Committee should know what would make the forecast wrong. If the equipment works in the eastern district does not open, demand in 2030 falls by some eleven thousand cubic metres a day, and the second treatment line could be put off for three years at a saving of CNY 74 million. The contract has been divided so that this choice stays open until eighteen months after the start of work.',
      'Summers have also grown hotter. In the ten years to 2015 the town saw nineteen days above thirty-eight degrees; in the ten years since it has seen sixty-three, and water use on such a day is a fifth above the yearly mean. The design keeps this margin in the clear-water tanks rather than in the treatment lines, because concrete is cheaper than membranes and lasts four times as long.',
      'Losses in the network stand at 11.4 per cent. It has been asked why the money is not spent on leaks instead. The answer is that it is: CNY 46 million of the sum is for district meters and the relining of the oldest mains, which is as much as the crews can place in thirty months. Even if every leak were closed, the shortfall on the hottest day would be covered for only two summers.',
    ],
  },
  {
    heading: '3. Offers received from the lenders',
    paragraphs: [
      'Three banks have made indicative offers. The lowest carries a rate of 2.85 per cent, fixed for five years and then reset every year at forty basis points over the reference rate, with a pledge of the tariff account. The second is 2.98 per cent, fixed for ten years, without a pledge. The third, at 3.15 per cent, is fixed to the end, and lets the company repay early without a fee after the eighth year.',
      'We recommend the second offer. Over twenty years it costs CNY 9.6 million more than the first if rates stay where they are, but the first becomes the dearer of the two if the reference rate rises by more than 0.35 of a percentage point, which it has done in five of the last fifteen years. The pledge, moreover, would stand in the way of every later loan, and the relining of the old crossing will need one.',
      'The offers were made in confidence and lapse on the last day of March. Should their terms become known to the other bidders before signing, the second bank has reserved the right to withdraw. It is for this reason that every copy of this memorandum is numbered, and that members are asked to hand theirs back to the secretary before leaving the room.',
    ],
  },
  {
    heading: '4. Risks that remain',
    paragraphs: [
      'Four risks were scored by the working group in October, and the two that scored highest are described here. The others, a strike at the cement works and a change in the rules on brine, were judged to be covered by the contingency of eight per cent, of which roughly a third is spoken for. A full list, with owners and dates, is kept by the project office and can be seen there on any working day.',
      'The price of ultrafiltration membranes has moved by 18 per cent in two years. The tender ceiling includes four per cent above the six-month mean, and the contract allows one change of supplier. Eleven metres of soft clay lie under the northern edge of the site, where an irrigation channel was filled in by hand in the nineteen-seventies; the piles for it have been priced on the less favourable of two borings.',
      'The largest risk is none of these. It is that the old crossing fails before the first line is ready, in the twenty months during which 270,000 people depend on one pipe that is twenty-eight years old. The company has hired two floating pumps and has agreed with the fire service on a plan for tankers, which was rehearsed in September with results that are set out in a separate note [2].',
    ],
  },
]

export const FOOTNOTES = [
  '[1]  Rates are as quoted on 27 October 2026 and are not binding until a term sheet is signed.',
  '[2]  The rehearsal of 12 September supplied 1,900 households for eleven hours; see note WS/2026/41.',
] as const

export const TABLE_ROWS: readonly (readonly [string, string, string, string, string, string])[] = [
  ['一', '取水及原水工程 Intake', '6,420', '3,180', '1,260', '10,860'],
  ['1', '取水头部改造', '2,310', '640', '380', '3,330'],
  ['2', '原水泵房及管道', '4,110', '2,540', '880', '7,530'],
  ['二', '净水厂工程 Treatment', '28,640', '24,910', '6,350', '59,900'],
  ['1', '预臭氧接触池', '1,870', '2,260', '410', '4,540'],
  ['2', '絮凝沉淀池', '6,930', '1,840', '920', '9,690'],
  ['3', '臭氧活性炭滤池', '8,250', '5,730', '1,480', '15,460'],
  ['4', '超滤膜车间', '5,160', '11,920', '2,190', '19,270'],
  ['5', '污泥处理系统', '3,980', '2,470', '830', '7,280'],
  ['6', '厂区管线及道路', '2,450', '690', '520', '3,660'],
  ['三', '配水工程 Distribution', '19,370', '4,260', '2,040', '25,670'],
  ['1', '配水干管 19.2 km', '16,820', '2,150', '1,390', '20,360'],
  ['2', '分区计量及老管内衬', '2,550', '2,110', '650', '5,310'],
  ['四', '其他费用 Other', '', '', '10,770', '10,770'],
  ['五', '预备费 Contingency 8 %', '', '', '8,580', '8,580'],
  ['六', '建设期利息 Interest', '', '', '2,820', '2,820'],
  ['', '合计 Total', '54,430', '32,350', '31,820', '118,600'],
]

export const PHOTO_CAPTION =
  '图1　石门水库取水口下游，二〇二六年九月。Figure 1. Below the Shimen intake, September 2026.'

export const DEMAND = [
  { year: '2021', need: 8.2, supply: 14 },
  { year: '2022', need: 9.1, supply: 14 },
  { year: '2023', need: 10.4, supply: 14 },
  { year: '2024', need: 11.9, supply: 14 },
  { year: '2025', need: 13.6, supply: 14 },
  { year: '2026', need: 14.9, supply: 14 },
  { year: '2027', need: 16.3, supply: 14 },
  { year: '2028', need: 18, supply: 22 },
  { year: '2029', need: 19.9, supply: 29 },
  { year: '2030', need: 21.6, supply: 29 },
] as const
