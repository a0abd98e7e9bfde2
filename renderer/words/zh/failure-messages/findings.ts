/** What a check of the register may find. */
export const findings: Readonly<Record<string, string>> = {
  "The database's structure was changed at {0}.": '数据库结构在 {0} 处被改动。',
  'The table {0} does not say what the events say.': '数据表 {0} 与各条记录不符。',
  'Event {0} cannot have been recorded: {1}': '第 {0} 条不可能如此登记：{1}',
  'Failure: {0}': '{0}',
  'The checkpoint at {0} events {1}.': '{0} 条记录处的检查点{1}。',
  'is damaged': '已损坏',
  'is of another register': '属于另一台账',
  'is filed under another size': '所记的记录数不符',
  'is not signed by this vault': '没有本库的签名',
  'does not match the events': '与各条记录不符',
  'A signed checkpoint covers {0} events, but only {1} are left.':
    '已签名的检查点涵盖 {0} 条记录，现仅存 {1} 条。',
  'There are no events at all.': '没有任何记录。',
  'Event {0} is as it was signed, but its stored hash is not.': '第 {0} 条与签名时一致，但所存哈希不符。',
  'Event {0} does not match its hash: it was changed.': '第 {0} 条与其哈希不符：被改动过。',
  "The tree's stored edge does not match the events.": '所存哈希树的边缘与各条记录不符。',
  "The tree's stored inner nodes do not match the events.": '所存哈希树的内部节点与各条记录不符。',
  'The first {0} events are as they were signed; between there and event {1} they were rewritten, hashes and all, and no longer lead to the signed head.':
    '前 {0} 条与签名时一致；其后至第 {1} 条连同哈希均被改写，与已签名的检查点不再相符。',
  'The last {0} event(s) are covered by no checkpoint.': '最后 {0} 条记录没有检查点涵盖。',
  'Event {0} is dated before its predecessor.': '第 {0} 条的时间早于前一条。',
  'Event {0} is not where it should be.': '第 {0} 条不在应有的位置。',
  'Personal data of event {0} is gone, and no redaction is on record.':
    '第 {0} 条的个人信息缺失，且无清除记录。',
  'Personal data of no event is there: {0} value(s).': '有不属于任何记录的个人信息：{0} 项。',
  'The first event is not the creation of a vault.': '首条记录不是建立保管库。',
  'This is the register of {0} under its own key, not of this vault.':
    '这是 {0} 以其自身密钥签名的台账，不属于本保管库。',
  'The first {0} events are not those the checkpoint given was made of: history was rewritten.':
    '前 {0} 条不是所给检查点当时的记录：历史被改写。',
  'The first {0} events are not those the checkpoint given was made of: history was rewritten, after event {1} (up to there another checkpoint fits).':
    '前 {0} 条不是所给检查点当时的记录：第 {1} 条之后的历史被改写（至该条为止与另一检查点相符）。',
  'The checkpoint given is of {0}, not of this register.': '所给检查点属于 {0}，不属于本台账。',
  'The checkpoint given covers {0} events, but only {1} are here: the rest is missing or was replaced.':
    '所给检查点涵盖 {0} 条记录，而此处仅有 {1} 条：其余缺失或被替换。',
  'The register file is damaged: {0}': '台账文件已损坏：{0}',
}
