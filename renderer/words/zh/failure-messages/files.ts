/** Files, lists of people, and what was filled in. */
export const files: Readonly<Record<string, string>> = {
  'The disk is full; {0} was not written. Free some space and try again.':
    '磁盘已满，未写入 {0}。请清理空间后重试。',
  '{0} cannot be written. Check the folder and its permissions.': '无法写入 {0}。请检查文件夹及其权限。',
  '{0} cannot be written ({1}). Check the folder and its permissions.':
    '无法写入 {0}（{1}）。请检查文件夹及其权限。',
  '{0} cannot be read. Check its permissions.': '无法读取 {0}。请检查其权限。',
  '{0} cannot be read: {1}.': '无法读取 {0}：{1}。',
  'it is a folder': '这是文件夹',
  'There is no file {0}.': '没有文件 {0}。',
  'the paper': '文件',
  '{0} is not there.': '{0} 不存在。',
  '{0} is far too large for what it should be.': '{0} 过大，不像是所需的文件。',
  '{0} is there already. Choose another name; nothing was written.':
    '{0} 已存在。请另取名称；尚未写入任何内容。',
  'That file is not here any more. Hand it over again.': '该文件已不在此处。请重新提供。',
  'This file is too large, or too many files are open. A file may have 1 GB.':
    '文件过大，或打开的文件过多。单个文件不得超过 1 GB。',
  'Working on this file failed: {0}': '处理该文件失败：{0}',

  'The list of recipients cannot be used: {0} Correct the file and issue again; nothing was written.':
    '发放名单无法使用：{0}请更正后重新发放；尚未写入任何内容。',
  'The list of recipients cannot be used: {0} And {1} more. Correct the file and issue again; nothing was written.':
    '发放名单无法使用：{0}另有 {1} 处。请更正后重新发放；尚未写入任何内容。',
  'And {0} more.': '另有 {0} 处。',
  'The list has {0} recipients; at most {1} fit one issuance.': '名单有 {0} 人，一次发放最多 {1} 人。',
  'Nobody is on it.': '名单上没有人。',
  'Line {0}: the name is empty.': '第 {0} 行：缺姓名。',
  'Line {0}: the name is longer than {1} characters.': '第 {0} 行：姓名超过 {1} 个字符。',
  'Line {0}: the unit is longer than {1} characters.': '第 {0} 行：单位超过 {1} 个字符。',
  'Line {0}: the id is longer than {1} characters.': '第 {0} 行：编号超过 {1} 个字符。',
  'Line {0}: the email is longer than {1} characters.': '第 {0} 行：邮箱超过 {1} 个字符。',
  'Line {0}: "{1}" is not an e-mail address.': '第 {0} 行：“{1}”不是邮箱地址。',
  'Line {0}: id "{1}" is already on line {2}.': '第 {0} 行：编号“{1}”已见于第 {2} 行。',
  'Line {0}: "{1}" of "{2}" is already on line {3}; give both an id if they are two people.':
    '第 {0} 行：“{2}”的“{1}”已见于第 {3} 行；如为两人，请分别填写编号。',
  'Line {0}: {1} cells where the header has {2}; a comma inside a cell needs quotes around it.':
    '第 {0} 行：有 {1} 格，而表头有 {2} 格；格内有逗号时须加引号。',
  'Line 1: there is no column "name" (or 姓名); the header reads "{0}".':
    '第 1 行：没有“姓名”（或 name）列；表头为“{0}”。',
  'The file is neither UTF-8 nor GB18030 text; save it as "CSV UTF-8".':
    '文件不是 UTF-8 或 GB18030 文本；请另存为“CSV UTF-8”。',
  'The file is not text; export the list as CSV.': '文件不是文本；请将名单导出为 CSV。',
  'The file is not well-formed CSV: {0}.': '文件不是格式正确的 CSV：{0}。',
  'The file is larger than 16 MB.': '文件超过 16 MB。',
  'The list is larger than 16 MB. Is it the right file?': '名单超过 16 MB。文件是否选错？',
  'The list has a header and no recipient below it.': '名单只有表头，其下没有人员。',
  'It is empty.': '内容为空。',
  'The spreadsheet is far too large for a list of people.': '表格过大，不像是人员名单。',
  'The spreadsheet is damaged. Save it again as .xlsx, or copy its cells and paste them.':
    '表格已损坏。请重新保存为 .xlsx，或复制单元格后粘贴。',
  'There is no sheet in it. Save it as .xlsx, or copy its cells and paste them.':
    '其中没有工作表。请保存为 .xlsx，或复制单元格后粘贴。',
  'The sheet has more than {0} rows.': '工作表超过 {0} 行。',
  'This is a spreadsheet of the old form (.xls). Save it as .xlsx or CSV, or copy its cells and paste them.':
    '这是旧格式的表格（.xls）。请保存为 .xlsx 或 CSV，或复制单元格后粘贴。',
  'This list takes more time or memory to read than a list of people should. Save it as CSV.':
    '读取该名单所需时间或内存超出限度。请另存为 CSV。',

  'This file or folder is not there any more. Was it moved or renamed?':
    '该文件或文件夹已不在原处，是否移动或改名？',
  'Only files and folders of this session can be shown.': '只能显示本次打开以来的文件和文件夹。',
  'No file was dragged.': '没有拖入文件。',
  'Only a PDF can be printed, and this is none.': '只能打印 PDF，而该文件不是。',
  'The desktop could not do that.': '系统未能完成此操作。',
  '"{0}" was asked for wrongly.': '所填内容不符合“{0}”的要求。',
}
