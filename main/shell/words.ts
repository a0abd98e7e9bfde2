/** What the shell itself says, in the app's languages; the page has its own words. */
const EN = {
  menu: {
    about: 'About Siglum',
    hide: 'Hide Siglum',
    hideOthers: 'Hide Others',
    showAll: 'Show All',
    quit: 'Quit Siglum',
    file: 'File',
    lock: 'Lock Vault',
    close: 'Close',
    exit: 'Exit',
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select All',
    find: 'Search',
    go: 'Go',
    issue: 'Issue',
    register: 'Register',
    trace: 'Trace',
    retold: 'Retold',
    audit: 'Audit',
    settings: 'Settings',
    view: 'View',
    actualSize: 'Actual Size',
    zoomIn: 'Zoom In',
    zoomOut: 'Zoom Out',
    fullScreen: 'Full Screen',
    window: 'Window',
    minimize: 'Minimize',
    bringAllToFront: 'Bring All to Front',
    help: 'Help',
  },
  closing: {
    message: (tasks: number) =>
      tasks === 1 ? 'One task is still running.' : `${tasks} tasks are still running.`,
    detail:
      'If you close now, copies that are already sealed stay good and in the register. Copies still being made are ' +
      'abandoned: their numbers stay used, and their files are removed when the vault is opened next. A trace under way is lost and can be made again.',
    stay: 'Keep Working',
    leave: 'Close Anyway',
  },
  crashed: {
    message: 'The engine stopped and was started again.',
    detail:
      'A file may have been too much for it, or damaged on purpose. The vault was closed; please unlock it again. What was sealed is safe in the ' +
      'register, and copies that were being made are abandoned in good order. If it was one file that did this, do not open that file again.',
    ok: 'OK',
  },
  gaveUp: {
    message: 'The engine keeps stopping.',
    detail:
      'It was started four times within a minute and did not stay up. Nothing sealed is lost. Restart the computer, or install Siglum anew, if trying ' +
      'again does not help.',
    again: 'Try Again',
    quit: 'Quit',
  },
  debugging:
    'Siglum was started with switches that would let another program look into it, and does not run so:',
  notBuilt: 'Siglum cannot start:',
}

export type Words = typeof EN

const ZH: Words = {
  menu: {
    about: '关于 Siglum',
    hide: '隐藏 Siglum',
    hideOthers: '隐藏其他',
    showAll: '全部显示',
    quit: '退出 Siglum',
    file: '文件',
    lock: '锁定保管库',
    close: '关闭',
    exit: '退出',
    edit: '编辑',
    undo: '撤销',
    redo: '重做',
    cut: '剪切',
    copy: '复制',
    paste: '粘贴',
    selectAll: '全选',
    find: '搜索',
    go: '前往',
    issue: '制发',
    register: '登记簿',
    trace: '溯源',
    retold: '转述',
    audit: '审计',
    settings: '设置',
    view: '显示',
    actualSize: '实际大小',
    zoomIn: '放大',
    zoomOut: '缩小',
    fullScreen: '全屏',
    window: '窗口',
    minimize: '最小化',
    bringAllToFront: '前置全部窗口',
    help: '帮助',
  },
  closing: {
    message: (tasks) => `还有 ${tasks} 项任务正在进行。`,
    detail:
      '如果现在关闭：已封存的份仍然有效，并保留在登记簿中；正在制作的份将作废，其份号不再使用，文件在下次打开保管库时清除。进行中的溯源不保存，可重新进行。',
    stay: '继续工作',
    leave: '仍要关闭',
  },
  crashed: {
    message: '引擎意外停止，已重新启动。',
    detail:
      '可能是某个文件过大，或被人有意损坏。保管库已关闭，请重新解锁。已封存的份在登记簿中完好；正在制作的份已按规定作废。如果是某个文件引起的，请勿再次打开它。',
    ok: '好',
  },
  gaveUp: {
    message: '引擎反复停止。',
    detail:
      '一分钟内启动四次均未成功。已封存的内容没有丢失。如重试无效，请重新启动计算机，或重新安装 Siglum。',
    again: '重试',
    quit: '退出',
  },
  debugging: 'Siglum 启动时带有允许其他程序窥探的参数，因此不予运行：',
  notBuilt: 'Siglum 无法启动：',
}

export type Language = 'en' | 'zh'

export const WORDS: Readonly<Record<Language, Words>> = { en: EN, zh: ZH }

/** By the system's languages, the most wanted first. */
export const languageOf = (preferred: readonly string[]): Language =>
  preferred[0]?.toLowerCase().startsWith('zh') ? 'zh' : 'en'
