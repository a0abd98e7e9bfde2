import { PDFDocument } from 'pdf-lib'
import { notoFaces, timesFaces } from './fonts.ts'
import { A4, MARGIN } from './page-frame.ts'
import { drawParagraph } from './typeset.ts'

/** Minutes of a ferry company that never was, in sentences of which most could be worded otherwise; no two alike. */
const ENGLISH = [
  'The board of the ferry company met on 12 March 2026, and about thirty shareholders came to hear it.',
  'The northern pier was closed until the ice had gone, although the harbour master had hoped for an earlier day.',
  'Nearly forty passengers were left behind in January, because the second boat was in dry dock.',
  'The company was asked to organise a relief service, and it began in the week after the storm.',
  'For example, the mail for the outer islands was carried by lifeboat on 3 February.',
  'Some twenty mooring rings were found to be cracked while the divers were at work below the quay.',
  'The crew mainly sleep ashore, and each winter the company pays for their lodging in the old customs house.',
  'Two engineers were chosen to inspect the boilers, and they reported on 9 April that both would last another season.',
  'Fares will rise in June owing to the price of fuel, which has doubled since the last timetable was printed.',
  'The pilots often wait more than two hours for the tide, and have learned to bring their own coffee.',
  'Toward the end of the meeting a letter from the lighthouse keeper was read out without comment.',
  'The advisers to the bank had asked for ropes, chains and anchors to be counted twice.',
  'The ticket hall was repainted in green, though the tenants had petitioned for the former blue.',
  'A survey was carried out in autumn among the farmers who ship their cattle through the southern terminal.',
  'The insurers allowed the claim for the broken ramp, and the money reached the account on 27 May.',
  'Almost half of the season tickets are sold to schools, whose pupils cross the sound on every weekday.',
  'The new radar was switched on before the fog season and has rapidly become the mate’s favourite toy.',
  'Concerning the lease of the coal wharf, counsel advised that nothing be signed until the boundary had been walked.',
  'The chair explained that the sinking fund was never touched, moreover, and would stand at its old level in July.',
  'The café on the upper deck lost about twelve chairs overboard, and a further eight in the gale of 6 November.',
  'Tariffs for bicycles, prams and wheelchairs are to be abolished if the council pays its share.',
  'The wreck of the old tender will be raised at once, because the channel must be dredged by 15 August.',
  'In total, nineteen buoys were replaced, and the paint on the others was judged sufficient for the coming year.',
  'The unions were told of the change at the beginning of the month, and replied with a list of their own.',
  'The purser was authorised to refund fares for instance where a sailing had been cancelled without notice.',
  'Every week the fuel tanks are sounded by the bosun, so that the clerk may compare his figures with the meter.',
  'The auditors emphasised that the stores ledger is kept in pencil, and asked for ink from 1 September.',
  'Around fifty lamps along the breakwater went dark in October, therefore, the electrician was sent for.',
  'The company’s only crane has been idle since spring, while the spare gear is still somewhere on the railway.',
  'The marine school is allowed to use the training hulk on Sundays, and prizes are given out amid much cheering.',
  'Despite the losses of the winter service, no later than next spring a decision on its future will be laid before you.',
  'The pier at Saltness was quickly rebuilt with timber, stone and iron from the dismantled viaduct.',
] as const

const CHINESE = [
  '会议决定自五月三日起调整渡轮班次，首班船应当在清晨六时以前离港，末班船的时间另行通知。',
  '由于北码头尚未修复，目前旅客与货物均由南码头上下，候船大厅已经增设临时座位。',
  '船员如果发现缆绳磨损，应该立即报告值班大副，并且在航海日志中写明具体位置。',
  '公司根据上年度的运量重新核定票价，学生和老人的优惠仍然保留，此外，军人凭证免费乘船。',
  '老灯塔的照明设备将逐步更换，旧灯具拆下之后由博物馆收藏，有关费用从维修基金中列支。',
  '本次检查发现救生衣大约缺少四十件，例如三号艇上只剩一半，采购部门应尽快补足。',
  '港区的雾季一般从三月十日持续到四月下旬，引水员必须提前两百米鸣笛，以便小艇避让。',
  '董事们特别是来自外岛的三位提出，冬季航线虽然亏损，但是关系到孤岛居民的就医。',
  '船厂按照合同在九十天以内完成坞修，随后海事部门派员试航，航速超过十二节。',
  '浮筒和航标每年涂漆一次，油漆与稀料存放在远离机舱的库房，钥匙由水手长保管。',
  '如果风力达到七级或者能见度不足一百米，船长可以停航，因此旅客应留意广播。',
  '新购的拖轮即将交付，驾驶员的培训分为三期，已经报名的二十人于六月八日开课。',
  '售票员核对现金时发现短款八十元，因为当日系统中断，会计尚未入账，拟于月底之前查清。',
  '渔民协商之后同意让出西侧泊位，公司则承诺加强巡查，并且按季度公布水质数据。',
  '茶水间的锅炉使用已超过十年，或者报废，或者送厂大修，请机务科在七月五日以前答复。',
  '退役的木船目前停在内港，非常适合改作水上教室，董事长表示共同研究改造方案。',
] as const

/** Sentences two by two, as paragraphs. */
const paired = (sentences: readonly string[], joint: string): string[] =>
  Array.from({ length: Math.ceil(sentences.length / 2) }, (_, k) =>
    sentences.slice(2 * k, 2 * k + 2).join(joint),
  )

/** A paper of two pages, one in English and one in Chinese, that holds more places for other wordings than most. */
export const wordingPaper = async (): Promise<Uint8Array> => {
  const doc = await PDFDocument.create()
  doc.setTitle('Minutes of the ferry company')
  const column = { left: MARGIN, width: A4.width - 2 * MARGIN }
  const english = { font: (await timesFaces(doc)).regular, size: 11, leading: 14 }
  const chinese = { font: (await notoFaces(doc)).regular, size: 11, leading: 17 }
  for (const [paragraphs, style] of [
    [paired(ENGLISH, ' '), english],
    [paired(CHINESE, ''), chinese],
  ] as const) {
    const page = doc.addPage([A4.width, A4.height])
    let y = 770
    for (const text of paragraphs) y = drawParagraph(page, text, style, column, y) - 5
  }
  return doc.save()
}
