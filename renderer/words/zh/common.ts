import type { Words } from '../words.ts'
import type * as en from '../en/common.ts'

export const nav: Words<typeof en.nav> = {
  label: '主导航',
  issue: '发放',
  register: '台账',
  trace: '溯源',
  retold: '转述',
  audit: '审计',
  settings: '设置',
  skip: '跳到正文',
  lock: '锁定保管库',
  palette: '查找命令',
  keys: '键盘快捷键',
}

export const common: Words<typeof en.common> = {
  save: '保存',
  cancel: '取消',
  close: '关闭',
  back: '返回',
  add: '添加',
  remove: '移除',
  undo: '撤销',
  retry: '重试',
  details: '详情',
  dismiss: '关闭提示',
  choose: '选择…',
  copy: '复制',
  copied: '已复制',
}

export const palette: Words<typeof en.palette> = {
  title: '查找命令',
  placeholder: '想做什么？',
  none: '没有匹配的命令。',
  'keys-title': '键盘快捷键',
  'keys-hint': 'Tab 与 Shift+Tab 在各栏之间移动，方向键在列表内移动。',
}

export const tasks: Words<typeof en.tasks> = {
  title: '任务',
  none: '没有正在进行的任务',
  'none-why': '发放、溯源、导出在此继续进行，期间可以做别的事。',
  running_one: '{{count}} 项任务进行中',
  running_other: '{{count}} 项任务进行中',
  left: '约剩 {{span}}',
  stopping: '完成当前步骤后停止…',
  done: '已完成',
  failed: '失败',
  cancelled: '已取消',
  open: '查看',
  stop: '停止',
  clear: '清除已结束的任务',
  'said-done': '{{title}}：已完成',
  'said-failed': '{{title}}：失败',
  about: {
    places: '选择标记位置',
    page: '第 {{page}} 页',
    'registered-pages': '已登记的页面',
    'issued-papers': '已发放的文件',
    copy: '第 {{copy}} 份',
    'copy-failed': '第 {{copy}} 份未通过检验',
  },
  stages: {
    importing: '读取文件',
    marking: '制作标记',
    checking: '检验',
    reading: '读取',
    finding: '查找页面',
    aligning: '校正',
    scoring: '比对',
    reporting: '生成报告',
  },
}

export const frame: Words<typeof en.frame> = {
  connecting: '正在启动…',
  'lost-title': '引擎已停止',
  'lost-why': '已完成的内容都安全保存在保管库中。重新启动即可继续。',
  reconnect: '重新启动',
  'crash-title': '此界面已停止响应',
  'crash-why': '内容没有丢失：保管库由另一进程管理。重新打开界面即可继续。',
  'crash-again': '重新打开',
  'backup-failed': '到期的备份未能完成。请检查备份文件夹是否存在、空间是否足够；其他工作不受影响。',
  'locked-title': '已锁定',
  'locked-why': '文件与台账均已隐去；正在准备的内容仍在。',
  unlock: '解锁',
  'other-vault': '打开其他保管库',
  passphrase: '口令',
  recovered_one: '发现上次中断遗留的 {{count}} 份未完成副本，已作废。',
  recovered_other: '发现上次中断遗留的 {{count}} 份未完成副本，已作废。',
  'role-custodian': '保管员',
  'role-investigator': '调查员',
  'role-auditor': '审计员',
  toasts: '消息',
}
