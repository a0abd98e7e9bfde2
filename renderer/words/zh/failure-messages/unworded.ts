/** Why a place cannot have other words. */
export const unworded: Readonly<Record<string, string>> = {
  'nothing stands there': '该处没有文字',
  'the file says by itself what this text reads as': '该处读作何字由文件自行规定',
  'its letters are joined': '该处字母连写',
  'it is drawn twice, to look bold or as a shadow': '该处重复绘制，用作加粗或阴影',
  'a line breaks in it, or its type changes': '该处跨行，或字体有变',
  'the paper’s own font lacks a character of it': '文件自带的字体缺少所需的字',
  'it is longer by more than the blanks beside it can take up': '比原文长，旁边的空白容纳不下',
  'it is shorter by more than the blanks beside it can take up': '比原文短，旁边的空白填补不了',
  'the words around it are around another place too': '前后的词语在别处也有',
}
