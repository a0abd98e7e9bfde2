/** What programs write where nobody gave a title: no name for a paper, and the same for many. */
const NO_TITLE =
  /^(?:untitled|document|presentation|slide|无标题|未命名|文档|文件|演示文稿|(?:powerpoint|wps) (?:presentation|演示文稿))[\s-]*\d*$/i

/** Or the name of the file that they printed. */
const FILE_NAME =
  /^(?:microsoft (?:word|powerpoint|excel) - .+|.+\.(?:docx?|pptx?|xlsx?|wps|dps|et|od[tps]|rtf|txt|html?|md|tex|dvi|indd|pdf))$/i

/** A document's own title, if it was given one, and else its file's name. */
export const titleFrom = (title: string | null, fileName: string): string => {
  const own = title?.trim() ?? ''
  return own === '' || NO_TITLE.test(own) || FILE_NAME.test(own) ? fileName.replace(/\.pdf$/i, '') : own
}
