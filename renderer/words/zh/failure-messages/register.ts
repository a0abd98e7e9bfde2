/** The register itself: what is recorded, its events, checkpoints, proofs and evidence bundles. */
export const register: Readonly<Record<string, string>> = {
  'The disk is full; nothing was recorded. Free some space and try again.':
    '磁盘已满，没有登记任何内容。请清理空间后重试。',
  "The register cannot be read or written. Check the vault folder's disk and permissions.":
    '台账无法读写。请检查保管库所在磁盘及权限。',
  'The register file is damaged. Restore it from a backup of the vault.':
    '台账文件已损坏。请从保管库的备份恢复。',
  'The register file is missing. Restore it from a backup of the vault.':
    '台账文件缺失。请从保管库的备份恢复。',
  'The register file is empty. Restore it from a backup of the vault.':
    '台账文件是空的。请从保管库的备份恢复。',
  'This register was written by a newer version of Siglum. Install that version to open it.':
    '该台账由更新的版本写成。请安装该版本后打开。',
  'A part of the tree is missing, so nothing can be proven from it. Run verify, and restore a backup.':
    '哈希树有缺失，无法据以证明。请在“审计”中核验，并恢复备份。',
  'There is no {0} {1} in this register.': '台账中没有{0} {1}。',
  document: '文件',
  copy: '副本',
  issuance: '发放',
  trace: '溯源',
  'There is no event {0} in this register.': '台账中没有第 {0} 条记录。',
  'There is no copy {0} in this register.': '台账中没有副本 {0}。',
  'Copies are numbered from 1 to N without gaps, in order.': '份号须从 1 起依次编排，不得间断。',
  'Copy {0} is already sealed or abandoned.': '副本 {0} 已封存或作废。',
  'Only a released copy of an issuance can be reprinted, not a reprint.':
    '只能补印已放行的正式副本，不能补印补印件。',
  'Reprints are numbered on from the last one without gaps, in order.':
    '补印件须接续上一份依次编号，不得间断。',
  'Event {0} is no record of that kind, so it cannot be corrected so.':
    '第 {0} 条不是该类记录，不能这样更正。',
  'Event {0} is corrected by {1} already; correct that one.': '第 {0} 条已由第 {1} 条更正；请更正后者。',
  'There is a copy {0}, or one with its code, in this register already.':
    '台账中已有副本 {0}，或代码相同的副本。',
  'Event {0} of the register {1}. Run verify, and restore a backup.':
    '台账第 {0} 条记录{1}。请在“审计”中核验，并恢复备份。',
  'is not in canonical form': '不是规范格式',
  'is of an unknown type': '类型不明',
  'is not a proper event': '格式不符',
  'does not match its hash': '与其哈希不符',
  'does not match its personal data': '与其个人信息不符',
  'is not JSON': '不是 JSON',
  'The register cannot record this: {0}.': '台账无法登记：{0}。',
  'The register was emptied, so nothing is recorded. Restore a backup of the vault.':
    '台账被清空，故不予登记。请恢复保管库的备份。',
  'The register does not match its last signed checkpoint, so nothing more is recorded. Run verify, and restore a backup.':
    '台账与最后签名的检查点不符，故不再登记。请在“审计”中核验，并恢复备份。',
  'The register does not bear out its own signed checkpoint, so nothing can be proven from it. Run verify.':
    '台账与自身签名的检查点不符，无法据以证明。请在“审计”中核验。',
  'Personal data of event {0} is gone, and no redaction is on record. Restore a backup.':
    '第 {0} 条的个人信息缺失，且无清除记录。请恢复备份。',
  'Event {0} holds no personal data at {1}, or no longer.': '第 {0} 条在 {1} 处没有或不再有个人信息。',
  '"{0}" is not a day; write it as 2026-12-31.': '“{0}”不是日期，请写作 2026-12-31。',
  'Say what to erase: a copy, a recipient, an issuance, or everything before a day.':
    '请指明要清除的内容：某一份、某接收人、某次发放，或某日之前的全部。',
  'The register was written to all the while. Try again in a moment.': '台账一直在写入。请稍后重试。',

  'This is not a usable checkpoint: {0}. Give the text exactly as it was printed.':
    '检查点无法使用：{0}。请照打印件原样提供。',
  'its base64 is damaged': 'base64 已损坏',
  'a signature line is damaged': '签名行已损坏',
  'a signature is cut short': '签名不完整',
  'it is far too long': '过长',
  'it holds control characters': '含有控制字符',
  'it is incomplete': '不完整',
  'lines are missing': '缺少若干行',
  'its size is not a number': '记录数不是数字',
  'its root is not a SHA-256': '根值不是 SHA-256',
  'This is not the key of {0}: it has the form name+id+key, all on one line.':
    '这不是{0}的密钥：格式应为“名称+编号+密钥”，写在一行。',
  'a witness': '见证人',
  'a register': '台账',
  'The checkpoint given was changed: its signature is false. Use an unchanged one.':
    '所给检查点被改动过：签名不符。请使用未经改动的检查点。',
  'This is not a usable consistency proof: {0}.': '一致性证明无法使用：{0}。',
  'its first line is damaged': '首行已损坏',
  'a hash in it is damaged': '其中有哈希损坏',
  'The signature of {0} on this checkpoint is false: one of the two was changed.':
    '检查点上 {0} 的签名不符：二者之一被改动过。',
  '{0} is not a checkpoint that this register signed.': '{0} 不是本台账签名的检查点。',
  'This register did not grow out of {0}, which it once signed. Keep that file: it proves so. Run verify --checkpoint {1}.':
    '本台账并非由其签名过的 {0} 延续而来。请保留该文件，以为凭证，并在“审计”中对照 {1} 核验。',
  "{0} is signed by no witness that this vault knows. Give the witness's key (--witness-key).":
    '{0} 没有本库所知见证人的签名。请提供见证人的公钥。',
  '{0} is not signed by that witness. Give the file that checkpoint --cosign wrote.':
    '{0} 没有该见证人的签名。请提供见证人联署后的检查点文件。',
  '{0} covers {1} events, but only {2} are here. Run verify --checkpoint.':
    '{0} 涵盖 {1} 条记录，而此处仅有 {2} 条。请在“审计”中对照检查点核验。',
  'No QR code can be read in {0}. Photograph the code from closer, flat and sharp, or give the text beside it.':
    '{0} 中读不出二维码。请凑近、放平、对准焦点重新拍摄，或提供码旁的文本。',
  '{0} shows QR codes ({1}), but none of a checkpoint. Give a picture of the large one beside the word Checkpoint.':
    '{0} 中有二维码（{1} 个），但都不是检查点。请提供“检查点”字样旁大二维码的图片。',
  '{0} shows {1} different checkpoints. Give them one by one, each in a picture of its own.':
    '{0} 中有 {1} 个不同的检查点。请分别拍摄，逐个提供。',
  '{0} has {1} pages; QR codes are looked for in {2} at most. Give the page with the code alone.':
    '{0} 共 {1} 页，至多在 {2} 页中查找二维码。请只提供有二维码的那一页。',
  '{0} asks for a password. Open it with that and take a screenshot of the QR code.':
    '{0} 需要密码。请用密码打开，对二维码截图后提供截图。',
  'This file takes more time or memory to read than a picture of a QR code should. Take a screenshot of the code and give that.':
    '读取该文件所需的时间或内存远超一张二维码图片。请对二维码截图后提供截图。',
  '{0} is neither a picture nor a PDF that can be read here.': '{0} 既不是可读取的图片，也不是 PDF。',
  'No QR code of a copy can be read in {0}. Photograph the code from closer, or search for the letters beside it.':
    '{0} 中读不出份号二维码。请凑近重新拍摄，或按码旁的字母数字查找。',
  'None of the checkpoints given is signed by {0}.': '所给检查点均没有 {0} 的签名。',
  'The checkpoint in this proof is not signed by that witness.': '该证明中的检查点没有该见证人的签名。',
  "This checkpoint is not signed by the register's key ({0}).": '该检查点不是用台账密钥（{0}）签名的。',
  'This checkpoint covers {0} events; this witness has already signed one of {1}.':
    '该检查点涵盖 {0} 条记录，而该见证人已签过 {1} 条的检查点。',
  'A consistency proof since {0} events is needed: make it with checkpoint --since, from the checkpoint that this witness signed last.':
    '需要自第 {0} 条记录起的一致性证明：请以该见证人最近签名的检查点为起点制作。',
  'This register did not grow out of the one signed before at {0} events: its history was rewritten. Keep both checkpoints: together they prove it.':
    '本台账并非由此前在 {0} 条时签名的台账延续而来：历史被改写。请保留两个检查点，合起来即为凭证。',
  'This witness does not know {0} yet: give its key (--register-key).':
    '该见证人尚不认识 {0}：请提供其公钥。',

  'This proof does not hold: {0}. It was changed, or made wrongly.':
    '证明不成立：{0}。可能被改动过，或制作有误。',
  'its last line is damaged': '末行已损坏',
  'its row is damaged': '有一行已损坏',
  'its SHA-256 differs': 'SHA-256 不符',
  'rows are missing or were added': '行有缺失或被添加',
  'its rows are out of order': '各行次序有误',
  'it is of another register': '属于另一台账',
  "its checkpoint is not signed by the register's key": '检查点不是用台账密钥签名的',
  'event {0} is not in the register': '台账中没有第 {0} 条记录',
  'event {0} is not in form': '第 {0} 条格式不符',
  'a value of event {0} is not the one recorded': '第 {0} 条有一值与登记不符',
  'a value is there twice': '有一值重复',
  'Say whose rows: a copy, a recipient or an issuance.': '请指明要哪些记录：某一份、某接收人或某次发放。',

  'This is not an evidence bundle: {0}.': '这不是证据包：{0}。',
  'it is far too large': '过大',
  'it is no ZIP file, or damaged': '不是 ZIP 文件，或已损坏',
  '{0} is missing': '缺少 {0}',
  '{0} is damaged': '{0} 已损坏',
  'its proof is damaged': '其中的证明已损坏',
  '{0} is not the evidence of a trace as it was written: {1}.': '{0} 不是溯源证据的原样：{1}。',
  'trace.json is damaged, or of an older version': 'trace.json 已损坏，或为旧版本',
  '{0} is not the file that was traced': '{0} 不是当时溯源的文件',
  '{0} is not the picture that was drawn': '{0} 不是当时绘制的图片',
  '{0} already holds the evidence of a trace. Choose another folder for this one; nothing was written.':
    '{0} 中已有一次溯源的证据。请为本次溯源另选文件夹；尚未写入任何内容。',
  'The result in that folder is not the one on record: {0} differ.': '该文件夹中的结果与登记不符：{0} 不同。',

  "{0} agrees: the bundle's register of {1} events grew out of its {2}.":
    '{0} 相符：证据包的台账（{1} 条记录）由其 {2} 条延续而来。',
  "{0} agrees: its register of {1} events grew out of the bundle's {2}.":
    '{0} 相符：其台账（{1} 条记录）由证据包的 {2} 条延续而来。',
  '{0} agrees: it is the checkpoint of the bundle.': '{0} 相符：即证据包的检查点。',
  '{0} is of another history than the bundle: one of the two was rewritten.':
    '{0} 与证据包的历史不同：二者之一被改写。',
  'The proof in {0} does not hold: it was damaged, or one of the two histories was rewritten.':
    '{0} 中的证明不成立：已损坏，或两套历史之一被改写。',
  "{0} is a checkpoint of another register, or not signed by this one's key.":
    '{0} 是另一台账的检查点，或不是用本台账密钥签名的。',
  '{0} is of the same size and of another history: one of the two was forged.':
    '{0} 记录数相同而历史不同：二者之一系伪造。',
  '{0} covers {1} events, the bundle {2}, and the bundle does not hold what would prove that the one grew into the other. Ask whoever has the register to verify it against this checkpoint.':
    '{0} 涵盖 {1} 条记录，证据包涵盖 {2} 条，而证据包中没有前后相承的证明。请台账持有人对照该检查点核验。',
  "{0} covers {1} events, the bundle {2}. Whether the one grew into the other only the register can prove: let it make checkpoint --since with the bundle's checkpoint.txt, and give what that writes.":
    '{0} 涵盖 {1} 条记录，证据包涵盖 {2} 条。是否前后相承，只有台账能够证明：请台账持有人以证据包中的 checkpoint.txt 为起点制作一致性证明，并提供该证明。',
}
