import type { Words } from '../words.ts'
import type { wording as en } from '../en/wording.ts'

export const wording: Words<typeof en> = {
  title: '措辞变体（须经作者同意）',
  optional: '可选',
  lead: '经作者同意，各份可在意思相同的措辞上有所不同（如“应当”与“应该”）：重新录入也不会丢失；外泄段落中读到约 {{needed}} 处，即可仅凭措辞认定是哪一份，不足时只作其他标记的佐证。',
  find: '查找可变处',
  task: '“{{title}}”措辞变体',
  drop: '拖入已保存的清单，或点击选择',
  list: '可换措辞之处',
  or: '或',
  ticked: '已勾选 {{ticked}} 处，共 {{places}} 处',
  'all-on-page': '全选本页',
  'all-on-page-n': '全选本页：第 {{page}} 页',
  refused_one: '另有 {{shown}} 处未列入',
  refused_other: '另有 {{shown}} 处未列入',
  none: '本文件中没有可以不露痕迹地更换措辞之处；其他标记不受影响。',
  'few-found_one':
    '本文件仅有 {{shown}} 处；仅凭措辞从 {{copies}} 份中认定一份需要 {{needed}} 处。这些措辞可作其他标记的佐证。',
  'few-found_other':
    '本文件仅有 {{shown}} 处；仅凭措辞从 {{copies}} 份中认定一份需要 {{needed}} 处。这些措辞可作其他标记的佐证。',
  'few-ticked_one':
    '目前勾选 {{shown}} 处；仅凭措辞从 {{copies}} 份中认定一份需要 {{needed}} 处。这些措辞可作其他标记的佐证。',
  'few-ticked_other':
    '目前勾选 {{shown}} 处；仅凭措辞从 {{copies}} 份中认定一份需要 {{needed}} 处。这些措辞可作其他标记的佐证。',
  agreed_one: '作者同意以上 {{shown}} 处',
  agreed_other: '作者同意以上 {{shown}} 处',
  'agreed-why': '未确认的，勾选之处不予使用。',
  'agreed-for': '各份在每一处取两种措辞之一，其余文字不变。',
  save: '保存清单',
  'save-why': '作者尚未确认同意，此时保存的清单中没有任何获准之处。',
  'put-away': '收起清单',
  'put-away-done': '措辞清单已收起。',
  used_one: '{{shown}} 处各份不同',
  used_other: '{{shown}} 处各份不同',
  'will-vary_one': '各份将在 {{shown}} 处措辞上有所不同。',
  'will-vary_other': '各份将在 {{shown}} 处措辞上有所不同。',
  'not-agreed_one': '已勾选的 {{shown}} 处措辞不会使用：尚未确认作者同意。',
  'not-agreed_other': '已勾选的 {{shown}} 处措辞不会使用：尚未确认作者同意。',
  varied_one: '各份在 {{shown}} 处措辞上有所不同。',
  varied_other: '各份在 {{shown}} 处措辞上有所不同。',
}
