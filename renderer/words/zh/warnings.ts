import type { Words } from '../words.ts'
import type { warnings as en } from '../en/warnings.ts'

export const warnings: Words<typeof en> = {
  'was-encrypted': '原件需要密码，各份则不需要。',
  'signature-broken': '原件的数字签名在各份上将无法通过验证。',
  'carries-files': '该 PDF 附有其他文件。附件原样随每一份发出，不带标记：若不得外泄，请先移除。',
  'text-unmovable': '部分文字（竖排、描绘或损坏的字）无法承载标记，保持原样。',
  'fonts-missing':
    '该 PDF 未嵌入其中文字体（{{fonts}}），各人电脑显示的字形不同，字位标记因而较难读出。最好嵌入全部字体重新保存后再发放。',
  'screen-weak': '拍摄屏幕上第 {{pages}} 页的照片可能无法溯源：页上内容过少。',
  'print-weak': '拍摄第 {{pages}} 页打印件并经聊天软件转发的照片可能无法溯源：页上内容过少。',
  'text-unread': '未能读取该文件的文字，按转述查找时可能查不到它。',
  'register-readable': '台账未加密：拿到磁盘的人可读出姓名、题名和溯源结果。请将此文件夹放在加密磁盘上。',
  'pages-more_one': '{{pages}} 等（另有 {{count}} 页）',
  'pages-more_other': '{{pages}} 等（另有 {{count}} 页）',
}
