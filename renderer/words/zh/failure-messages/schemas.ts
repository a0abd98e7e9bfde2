/** What is said of a field or a file that is not as it must be, in the words of zod, of the CSV reader and of our own schemas. */
export const schemas: Readonly<Record<string, string>> = {
  '{0}: Invalid input': '{0}：填写有误',
  '{0}: Invalid input: expected {1}, received {2}': '{0}：应为 {1}，实为 {2}',
  '{0}: Invalid input: expected {1}': '{0}：应为 {1}',
  '{0}: Invalid option: expected one of {1}': '{0}：须为下列之一：{1}',
  '{0}: Too small: expected string to have >={1} characters': '{0}：至少须有 {1} 个字符',
  '{0}: Too big: expected string to have <={1} characters': '{0}：最多 {1} 个字符',
  '{0}: Too small: expected array to have >={1} items': '{0}：至少须有 {1} 项',
  '{0}: Too big: expected array to have <={1} items': '{0}：最多 {1} 项',
  '{0}: Too small: expected number to be >={1}': '{0}：不得小于 {1}',
  '{0}: Too small: expected number to be >{1}': '{0}：须大于 {1}',
  '{0}: Too big: expected number to be <={1}': '{0}：不得大于 {1}',
  '{0}: Too big: expected number to be <{1}': '{0}：须小于 {1}',
  '{0}: Invalid string: must match pattern {1}': '{0}：格式不符',
  '{0}: Invalid {1}': '{0}：{1} 格式不符',
  '{0}: Unrecognized key: {1}': '{0}：不应有 {1}',
  '{0}: Unrecognized keys: {1}': '{0}：不应有 {1}',
  '{0}: contains a broken character': '{0}：含有损坏的字符',
  '{0}: is not a copy code': '{0}：不是份的代码',
  '{0}: is not a name': '{0}：不能用作姓名',
  '{0}: holds spaces or a plus': '{0}：含有空格或加号',
  '{0}: Invalid input: expected {1}, received undefined': '{0}：此项必填',
  'Quote Not Closed: the parsing is finished with an opening quote at line {0}': '至第 {0} 行引号未关闭',
  'Invalid Closing Quote: got "{0}" at line {1} instead of delimiter, record delimiter, trimable character (if activated) or comment':
    '第 {1} 行右引号之后不应有“{0}”',
  'Invalid Opening Quote: a quote is found on field {0} at line {1}, value is {2}':
    '第 {1} 行格内有引号，须整格加引号并将其中引号写两遍',
}
