import type { Words } from '../words.ts'
import type { passphrase as en } from '../en/passphrase.ts'

export const passphrase: Words<typeof en> = {
  new: '口令',
  again: '再次输入口令',
  hint: '四个以上互不相关的词，既牢固又好记。',
  differs: '两次输入不一致。',
  'is-weak': '太容易猜到，请加长。',
  'is-fair': '尚可：能防一般猜测，再加一个词更好。',
  'is-good': '较强。',
  'is-strong': '很强。',
  'recovery-key': '恢复密钥',
  'recovery-why':
    '忘记口令时，可凭此密钥打开保管库。请打印，或保存后在别处打印，存入保险柜，与本机分开保管。',
  'recovery-once': '仅显示这一次，之后无法再次查看；没有它和口令，任何人都打不开保管库。',
  'recovery-sheet': '保存打印页',
  'recovery-confirm': '请输入密钥的最后一组',
  'recovery-confirm-why': '请照纸面输入，以确认确已留存。',
  'recovery-done': '已妥善保存，继续',
}
