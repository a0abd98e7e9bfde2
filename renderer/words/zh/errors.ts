import type { Words } from '../words.ts'
import type { errors as en } from '../en/errors.ts'

export const errors: Words<typeof en> = {
  usage: { title: '无法按要求完成', do: '请检查填写的内容，详情中说明了问题所在。' },
  cancelled: { title: '已取消', do: '没有再写入任何内容，可随时重新开始。' },
  'file-not-found': { title: '找不到文件', do: '文件可能已被移动，请重新选择。' },
  'file-unreadable': {
    title: '无法读取文件',
    do: '请确认文件无误、有权打开，且未被其他程序占用，然后重试。',
  },
  'file-unwritable': { title: '无法写入该位置', do: '请另选文件夹，或申请该文件夹的写入权限。' },
  'disk-full': { title: '磁盘空间不足', do: '请清理空间后重试，已有内容不会丢失。' },
  'vault-exists': { title: '此处已有保管库', do: '请直接打开，或为新保管库另选文件夹。' },
  'vault-missing': { title: '该文件夹中没有保管库', do: '请选择当初建立保管库的文件夹。' },
  'vault-in-use': { title: '保管库已在别处打开', do: '请先在另一窗口或程序中关闭，然后重试。' },
  'vault-newer': { title: '保管库由更新版本建立', do: '请先升级本软件，再打开。' },
  'vault-damaged': { title: '保管库已损坏', do: '请从备份恢复；在此之前不要改动该文件夹。' },
  'passphrase-wrong': { title: '口令不正确', do: '请检查输入法和大小写。若已遗忘，请使用恢复密钥。' },
  'passphrase-weak': {
    title: '口令过于简单',
    do: '请使用四个以上互不相关的词，或十二个以上多种类型的字符。',
  },
  'recovery-key-wrong': {
    title: '恢复密钥与保管库不符',
    do: '请照打印件输入，连字符和大小写不影响。',
  },
  'not-permitted': { title: '您的角色无权执行此操作', do: '请由本库的保管员办理。' },
  'vault-locked': { title: '保管库已自动锁定', do: '请用口令重新打开后继续。' },
  'recipients-invalid': { title: '发放名单有误', do: '请更正详情中列出的各行。' },
  'name-undrawable': { title: '姓名中有无法绘制的字符', do: '请为详情中的姓名改用其他写法。' },
  'document-broken': { title: '该 PDF 无法打开', do: '请在原程序中打开，重新另存为 PDF。' },
  'document-encrypted': { title: '该 PDF 需要密码', do: '请输入加密时设置的密码。' },
  'document-too-large': { title: '文件过大', do: '请拆分后分别发放。' },
  'document-unmarkable': {
    title: '文件中有一处无法承载标记',
    do: '详情中列出了位置。空白页请去掉或加入文字；放不下的措辞请取消勾选。',
  },
  'document-unrenderable': {
    title: '有页面无法如实显示',
    do: '通常是缺少字体。请嵌入全部字体后重新保存 PDF。',
  },
  'copy-failed-check': {
    title: '有一份未通过检验',
    do: '该份未放行，之前各份均有效。请重试；若仍如此，请附详情反馈。',
  },
  'picture-unreadable': { title: '无法读取图片', do: '请用其他软件打开后另存为 PNG 或 JPEG。' },
  'picture-too-large': { title: '图片过大', do: '请另存为两亿像素以下。' },
  'register-altered': {
    title: '台账被改动过',
    do: '请停止操作，保持文件夹原状并展开调查；详情指明了位置。',
  },
  'checkpoint-invalid': {
    title: '这不是台账的检查点',
    do: '请提供完整文本，从第一行到最后一个签名。',
  },
  'proof-invalid': { title: '证明不成立', do: '请向出具人重新索取。' },
  'backup-damaged': { title: '备份已损坏', do: '请使用更早的备份，并尽快重新备份。' },
  'not-found': { title: '台账中没有该项', do: '请核对编号或代码后重新查找。' },
  'code-mistyped': { title: '代码输入有误', do: '校验字符不符，请与纸面核对。' },
  'step-refused': { title: '该份的流转记录不允许此操作', do: '详情说明了须先登记的事项。' },
  'bundle-invalid': { title: '证据包无效或已被改动', do: '请向出具人重新索取。' },
  internal: { title: '软件内部出错', do: '已完成的内容均已保存。请重试；若仍如此，请附详情反馈。' },
}
