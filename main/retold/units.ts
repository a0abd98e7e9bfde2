/** What figures count, by one name in both languages. */
const UNITS: readonly (readonly [unit: string, english: string, han: string])[] = [
  ['pct', 'per ?cent|percent|pct|percentage points?|points? of a per ?cent', '个百分点|个点'],
  ['bp', 'basis points?|bps?', '个?基点|个?BP'],
  ['year', 'years?|yrs?', '周年|个年头|年'],
  ['month', 'months?|mths?', '个多?月'],
  ['week', 'weeks?', '个?星期|个?礼拜|周'],
  ['day', 'days?', '天|个?工作日'],
  ['hour', 'hours?|hrs?', '个?小时|个?钟头'],
  ['minute', 'minutes?|mins?', '分钟'],
  [
    'person',
    'people|persons?|staff|employees?|workers?|residents?|jobs?|posts?|positions?|heads?|members?|teachers?|nurses?|doctors?|pupils?|students?|patients?|tenants?|officers?|drivers?|souls?',
    '多?号人|人次|余?人|名|位|口人|个人|个?岗位|名?职工|名?员工',
  ],
  ['household', 'households?|family|families|homes?', '户|家农户'],
  ['ha', 'hectares?|ha', '公顷'],
  ['mu', 'mu', '亩'],
  ['km', 'kilometres?|kilometers?|kms?|miles?', '公里|千米'],
  ['metre', 'metres?|meters?', '米'],
  ['m2', 'square metres?|square meters?|sq ?m|m²', '平方米|平米|个?平方|㎡'],
  ['m3', 'cubic metres?|cubic meters?|m³', '立方米|立方|方'],
  ['tonne', 'tonnes?|tons?', '吨'],
  ['mw', 'MW|megawatts?', '兆瓦'],
  ['kwh', 'kWh|kilowatt hours?', '千瓦时|度电'],
  ['bed', 'beds?|bedded', '张病?床位?|个床位|床'],
  ['place', 'places?|seats?', '个?学位|个?座位|个?车位|个?名额|席'],
  ['floor', 'floors?|storeys?|story|stories', '层楼?|楼'],
  ['vote', 'votes?', '票'],
  ['copy', 'copies|copy', '份'],
  ['vehicle', 'cars?|vehicles?|buses|bus|trucks?|lorries|trams?|trains?|turbines?|machines?', '辆|台|部|列'],
  ['case', 'cases?|incidents?|complaints?|accidents?|deaths?', '起|例|宗|件'],
  [
    'body',
    'companies|company|firms?|banks?|shops?|stores?|branches|branch|outlets?|schools?|hospitals?|plants?|factories|clinics?|sites?|stations?|bidders?|suppliers?|villages?|depots?|libraries|centres?|centers?',
    '家|所|间|座|个?网点|个?门店|个?站点?|个?厂区|个?分行|个?支行|个村',
  ],
  ['flat', 'flats?|apartments?|units?|dwellings?|houses?', '套'],
  ['times', 'times', '倍'],
]

/** Longest first, so that "square metres" is not read as metres. No form has a bar of its own inside. */
const alternatives = (lists: readonly string[]): string =>
  lists
    .flatMap((list) => list.split('|'))
    .toSorted((a, b) => b.length - a.length)
    .join('|')

export const ENGLISH_UNIT = alternatives(UNITS.map(([, english]) => english))
export const HAN_UNIT = alternatives(UNITS.map(([, , han]) => han))

const TESTS = UNITS.map(([unit, english, han]) => [unit, new RegExp(`^(?:${english}|${han})$`, 'i')] as const)

/** The one name of a unit as it was written; null for what is none. */
export const unitNamed = (written: string): string | null =>
  TESTS.find(([, test]) => test.test(written))?.[0] ?? null
