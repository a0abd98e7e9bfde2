/** The vault, its keys, the people at its desk, and backups. */
export const vault: Readonly<Record<string, string>> = {
  'Cancelled; nothing more was written.': '已取消，没有再写入任何内容。',
  'Cancelled before it began; nothing was written.': '开始前已取消，没有写入任何内容。',
  'Cancelled before it began.': '开始前已取消。',
  'Cancelled.': '已取消。',
  'The engine has stopped; nothing that it had finished is lost.': '引擎已停止；已完成的内容均未丢失。',
  'Something went wrong inside Siglum. What was recorded before is safe. Try again, and start Siglum anew if it happens again.':
    '软件内部出错。此前登记的内容均已保存。请重试；若再次发生，请重新启动本软件。',
  'The passphrase needs at least {0} characters; several unrelated words are best.':
    '口令至少须有 {0} 个字符，宜用几个互不相关的词。',
  'This vault was made by a newer version of Siglum. Install that version to open it.':
    '该保管库由更新的版本建立。请安装该版本后打开。',
  'The key file vault.json is damaged. Restore it from a backup of the vault.':
    '密钥文件 vault.json 已损坏。请从保管库的备份恢复。',
  'This is not a recovery key as it was printed: {0}.': '与打印的恢复密钥格式不符：{0}。',
  'it has {0} characters instead of {1}': '有 {0} 个字符，应为 {1} 个',
  'there is a slip in group {0} ({1})': '第 {0} 组（{1}）有误',
  'Wrong passphrase for this vault. Check the keyboard layout and try again.':
    '口令不能打开该保管库。请检查输入法后重试。',
  'This recovery key is not, or no longer, one of this vault. Use the newest one that was printed.':
    '该恢复密钥不属于本保管库，或已更换。请使用最近打印的一份。',
  'The vault was locked after a while without use. Open it again.':
    '保管库闲置一段时间后已锁定。请重新打开。',
  'No vault is open. Open it and try again.': '尚未打开保管库。请打开后重试。',
  'Stored content ({0}) was changed or cut short. Restore it from a backup of the vault.':
    '保管的内容（{0}）被改动或不完整。请从保管库的备份恢复。',
  'Stored content {0} is missing from the vault or unreadable. Restore it from a backup.':
    '保管的内容 {0} 缺失或无法读取。请从备份恢复。',
  'The scrypt cost must be from {0} to {1}.': 'scrypt 代价须在 {0} 至 {1} 之间。',
  'Another program has this vault open. Close it there and try again.':
    '另一程序正打开此保管库。请在该处关闭后重试。',
  'Another program is using this vault. Close it and try again.': '另一程序正在使用此保管库。请关闭后重试。',
  'There is no vault in {0}. Check the folder, or create one with init.':
    '{0} 中没有保管库。请核对文件夹，或新建保管库。',
  'There is already a vault in {0}. Open it, or choose another folder.':
    '{0} 中已有保管库。请直接打开，或另选文件夹。',
  '{0} is not an empty folder. Choose a new one for the vault.': '{0} 不是空文件夹。请为保管库另选新文件夹。',
  '{0} is not, or no longer, at this desk as {1}. A custodian can add them again.':
    '{0} 不是或不再是本库的{1}。保管员可重新添加。',
  'This vault is of an older version. Open it once with a command that records something.':
    '该保管库为旧版本。请由保管员打开并登记一项内容，即可更新。',
  'A vault is created only once.': '保管库只能建立一次。',

  '{0} is here as {1}, who may not {2}. Ask a custodian.': '{0} 的角色为{1}，无权{2}。请由保管员办理。',
  custodian: '保管员',
  investigator: '调查员',
  auditor: '审计员',
  'make backups': '制作备份',
  'keep checkpoints': '留存检查点',
  'schedule backups': '设置定期备份',
  'hand out evidence': '出具证据',
  'add people': '添加人员',
  'remove people': '移除人员',
  'make a recovery key': '制作恢复密钥',
  'export proofs': '导出证明',
  'erase personal data': '清除个人信息',
  "change the vault's settings": '更改保管库设置',
  'keep lists': '保存名单',
  'remove lists': '删除名单',
  'export lists': '导出清单',
  'make sheets': '制作单据',
  'issue copies': '发放',
  'trace leaks': '溯源',
  'search for what was retold': '查找转述的内容',
  'reprint copies': '补印',
  'take copies out': '取出副本',
  'print copies': '打印副本',
  'change the record': '改动记录',
  'record "{0}"': '登记“{0}”',
  '{0} is the last custodian, and a vault needs one.': '{0} 是最后一名保管员，保管库不能没有保管员。',
  '"{0}" cannot be a name here.': '“{0}”不能用作姓名。',
  '{0} is already at this desk. Remove them first to change their role.':
    '{0} 已在本库。如要更改角色，请先移除。',
  'Nobody is called {0} at this desk.': '本库没有名为 {0} 的人员。',
  'Nobody is called {0} here.': '此处没有名为 {0} 的人员。',
  'At most {0} lists are kept.': '最多保存 {0} 份名单。',

  'This backup cannot be used: {0}. Use another one.': '该备份无法使用：{0}。请改用其他备份。',
  'it is not a backup of Siglum, or of a newer version': '不是本软件的备份，或由更新的版本制作',
  'its beginning is damaged': '开头已损坏',
  'it is damaged': '已损坏',
  'That is not the id of stored content.': '这不是所存内容的编号。',
  'it was cut off': '不完整',
  'something was added to it': '被添加了内容',
  'it was changed or damaged': '被改动或已损坏',
  'a file in it is cut short': '其中一个文件不完整',
  'it holds a file that no vault has': '其中有保管库没有的文件',
  'a file in it is too long': '其中一个文件过长',
  'files are missing from it': '其中缺少文件',
  'the register in it is not intact ({0})': '其中的台账不完好（{0}）',
  'There is no backup {0}.': '没有备份 {0}。',
  'This vault has passphrases for as many people as it can. Take somebody’s away first; nothing was changed.':
    '该保管库的口令人数已达上限。请先移除一人；未作任何更改。',
  'A name at the desk has 1 to 100 characters that can be seen, and no spaces at its ends; nothing was changed.':
    '经办人姓名须为 1 至 100 个可见字符，首尾不得有空格；未作任何更改。',
  'Backups are made every so many whole hours, at least 1.': '备份间隔须为整小时数，至少 1 小时。',
  'The register could not be copied in an hour.': '一小时内未能复制台账。',
  '{0} is already there. Choose another name.': '{0} 已存在。请另取名称。',

  'The name of a witness has neither spaces nor plus signs, e.g. archive.lee.':
    '见证人名称不能含空格或加号，例如 archive.lee。',
  'The key of this witness is damaged, or from a newer version.':
    '该见证人的密钥已损坏，或由更新的版本制作。',
  'Wrong passphrase for this witness key.': '口令不能打开该见证人的密钥。',
  'There is already the key of a witness in {0}.': '{0} 中已有见证人的密钥。',
  '{0} is damaged. Restore the folder of the witness.': '{0} 已损坏。请恢复见证人的文件夹。',
}
