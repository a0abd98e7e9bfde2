const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/))

/** They stand in every English text, so that a text is not entered under them at all. */
export const ENGLISH_STOP = words(`
  a an the and or but nor so yet if then than that this these those it its he she they them his her their theirs we us our ours you your yours i me my mine
  is are was were be been being am do does did done doing have has had having will would shall should can could may might must ought
  of in on at by for with from to into onto upon about above below over under after before between among through during without within against across along around near off out up down
  as not no yes any all both each every either neither some such same other another more most less least few many much several own only just even also too very still again ever never always often
  there here where when who whom whose which what why how now soon later already once twice until till while because since though although unless whether
  one two three thing things something anything nothing everything someone anyone everyone people got get gets getting go goes going gone come comes coming came say says said saying tell tells told know knows knew known
  make makes made making take takes took taken taking give gives gave given put puts like really quite rather well way back first last next new old good bad big small long little lot lots bit
  mr mrs ms dr s t re ve ll d m don isn aren wasn weren doesn didn won wouldn couldn shouldn hasn haven hadn
`)

/** Common enough in English that a page holding one says little. */
export const ENGLISH_COMMON = words(`
  year month week day time date hour morning evening night today tomorrow yesterday ago
  meet paper report plan project propos decision decid committe board council offic depart manag director chair member staff team group compani work worker job public privat servic
  cost money price pay paid fund budget million billion total number figur amount part half third quarter cent percent rate share
  citi town local nation govern state countri region area district street place site build hous home school open clos start begin end finish run set keep hold held need want ask agre approv
  rise fall increas reduc chang move turn cut high low larg great full short earli late second main whole certain possibl likely
  use see look find found think believ expect hope seem appear show bring brought leav left call follow includ allow offer order point case question answer reason result issu matter problem
  man woman men women child children famili friend neighbour person world life hand head eye face word name letter book page line side room hous door
  apparent appar actual honest obvious basic litter guess suppos heard hear rumour insid sourc secret quiet anybodi nobodi somebodi sure true real right wrong mean stuff guy folk
  cover agreement contract system process support develop provid requir recommend current present propos estim averag annual note list item section annex
`)

/** Ideographs of grammar: a pair with one of them in it is no word of its own. */
export const HAN_GRAMMAR: ReadonlySet<string> = new Set(
  '的了是在我你他她它们就也都和与及吗呢吧啊呀哦嘛把被给跟很不没有这那哪个些一上下来去到说要会能可以而且或但因为所由对于从向为其之则已将并各该等着过还又再才只更最太真好多少大小年月日时点分号几两每某谁什么怎样这'.split(
    '',
  ),
)

/** Pairs that any Chinese office paper or post may hold. */
export const HAN_COMMON = words(`
  会议 工作 单位 公司 部门 项目 方案 情况 问题 问题 要求 进行 研究 决定 建议 同意 通过 报告 材料 附件 文件 通知 意见 负责 领导 人员 同志 主任 书记 局长 委员 董事 市委 市政 政府 国家 全市 全县 本市 我市
  实施 推进 完成 落实 加强 提高 保障 安排 计划 目标 任务 管理 服务 建设 发展 改革 投资 资金 预算 费用 成本 收入 支出 万元 亿元 人民 民币 增加 减少 比例 左右 以上 以下 以内 目前 今年 明年 去年 上半 下半 半年 季度 月底 年底 之前 之后 之间 同时 其中 主要 具体 相关 有关 根据 按照 关于 由于 因此 如果 但是 所以 不过 已经 正在 准备 开始 结束 可能 应当 必须 需要 可以 不能 没有 不得 大家 自己 他们 我们 你们 什么 怎么 这样 那个 这个 听说 据说 消息 内部 内幕 朋友 家里 今天 明天 昨天 晚上 早上 现在 以后 以前 知道 觉得 真的 其实 反正 估计 
`)
