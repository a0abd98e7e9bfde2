/** Papers, their pages and fonts, and what is drawn on copies. */
export const documents: Readonly<Record<string, string>> = {
  'This PDF has no catalog. Print it to a new PDF and try again.':
    '该 PDF 缺少目录结构。请打印成新的 PDF 后重试。',
  'This PDF is damaged. Print it to a new PDF and try again.': '该 PDF 已损坏。请打印成新的 PDF 后重试。',
  'A picture in this PDF is damaged. Print it to a new PDF and try again.':
    '该 PDF 中有一幅图像已损坏。请打印成新的 PDF 后重试。',
  'This PDF numbers its objects beyond all bounds. Print it to a new PDF and try again.':
    '该 PDF 的对象编号超出限度。请打印成新的 PDF 后重试。',
  'This PDF cannot be opened. Print it to a new PDF and try again.':
    '该 PDF 无法打开。请打印成新的 PDF 后重试。',
  'The password does not open this PDF. Check it and try again.': '密码不能打开该 PDF。请核对后重试。',
  'This PDF asks for a password. Give it with --password.': '该 PDF 需要密码。请输入密码。',
  'Page {0} of this PDF cannot be read. Print it to a new PDF and try again.':
    '该 PDF 第 {0} 页无法读取。请打印成新的 PDF 后重试。',
  "A page cannot be drawn at {0} by {1} pixels. Check the page's size in the PDF.":
    '无法以 {0} × {1} 像素绘制页面。请检查 PDF 的页面尺寸。',
  'There is not enough memory to draw this page.': '内存不足，无法绘制该页。',
  'This file is not a PDF that can be read. Open it in a viewer, print it to a new PDF and try again.':
    '该文件不是可读取的 PDF。请用阅读器打开，打印成新的 PDF 后重试。',
  'This PDF is larger than {0} MB. Split it and try again.': '该 PDF 超过 {0} MB。请拆分后重试。',
  'This PDF has more than {0} pages. Split it and try again.': '该 PDF 超过 {0} 页。请拆分后重试。',
  'This PDF has no pages.': '该 PDF 没有页面。',
  'A page of this PDF unpacks to more than {0} MB. Print it to a new PDF and try again.':
    '该 PDF 有一页展开后超过 {0} MB。请打印成新的 PDF 后重试。',
  'This PDF reads as {0} pages and shows {1}. Print it to a new PDF and try again.':
    '该 PDF 读得 {0} 页，却显示 {1} 页。请打印成新的 PDF 后重试。',
  'This PDF does not carry the fonts of its Chinese text ({0}), so its copies could not be checked or traced. Save it again with "embed all fonts" and issue that.':
    '该 PDF 未嵌入其中文字体（{0}），各份无法检验和溯源。请嵌入全部字体重新保存后再发放。',
  'This PDF takes more time or memory to work on than a paper should. Print it to a new PDF, or split it, and try again.':
    '处理该 PDF 所需时间或内存超出限度。请打印成新的 PDF，或拆分后重试。',
  'This PDF takes more time or memory to read than a paper should. Print it to a new PDF, or split it, and try again.':
    '读取该 PDF 所需时间或内存超出限度。请打印成新的 PDF，或拆分后重试。',
  'This PDF takes more time or memory to show than a paper should. Print it to a new PDF, or split it, and try again.':
    '显示该 PDF 所需时间或内存超出限度。请打印成新的 PDF，或拆分后重试。',
  'This paper has {0} pages, and no page {1}.': '该文件共 {0} 页，没有第 {1} 页。',
  'The pages of this PDF are too small to carry marks by which a copy could be known. Print it to larger pages and issue that.':
    '该 PDF 页面过小，承载不了足以认定某一份的标记。请打印到较大的页面后再发放。',
  'These are too many pages for one file. Print fewer copies at a time.':
    '页数过多，一个文件容纳不下。请减少每次打印的份数。',

  '{0}: the visible mark cannot show {1} in "{2}". Write it with characters of the standard set (e.g. the regular form of a rare character) and issue again; nothing was written.':
    '{0}：可见标记无法显示“{2}”中的 {1}。请改用规范字（如生僻字的通用写法）后重新发放；尚未写入任何内容。',
  'Copy {0}, {1}, name': '第 {0} 份（{1}），姓名',
  'Copy {0}, {1}, unit': '第 {0} 份（{1}），单位',
  'Copy {0}, {1}, time and code': '第 {0} 份（{1}），时间和代码',
  'Copy {0}, {1}, name: {2}': '第 {0} 份（{1}），姓名：{2}',
  'Copy {0}, {1}, unit: {2}': '第 {0} 份（{1}），单位：{2}',
  'Copy {0}, {1}, time and code: {2}': '第 {0} 份（{1}），时间和代码：{2}',
  Occasion: '事由',
  'Occasion: {0}': '事由：{0}',
  '{0} copies cannot be marked. The first: {1}': '有 {0} 份无法制作标记。首先是：{1}',

  'Copy {0} for {1} does not show its marks as it must and was not released: {2}. Print the original to a new PDF and issue that, or report this document.':
    '第 {0} 份（{1}）未能如实显示标记，未予放行：{2}。请将原件打印成新的 PDF 后发放，或反馈该文件的情况。',
  'it has {0} pages in place of {1}': '有 {0} 页，应为 {1} 页',
  'page {0} changed its size by {1} mm': '第 {0} 页尺寸变化 {1} 毫米',
  'page {0} lost {1} characters': '第 {0} 页丢失 {1} 个字符',
  'page {0} does not look like the original': '第 {0} 页与原件外观不符',
  'page {0}: the visible mark does not show': '第 {0} 页：可见标记未显示',
  'page {0}: {1}': '第 {0} 页：{1}',
  'all pages: {0}': '全部页面：{0}',
  '{0} scores {1} where {2} is the least': '{0}得分 {1}，至少应为 {2}',
  '{0} scores {1} for a key of no copy': '{0}对不属任何一份的密钥得分 {1}',
  'the wording beside "{0}" does not read as it was set': '“{0}”旁的措辞与所定不符',
  tint: '底色',
  words: '字位',
  dots: '微点',
  text: '文字',
  wording: '措辞',

  '{0} of {1} copies did not score as themselves and were not released; {2} are sealed. {3}':
    '{1} 份中有 {0} 份检验不符，未予放行；已封存 {2} 份。{3}',
  'This PDF is a portfolio: readers show the files in it, not its page. Issue each of them by itself.':
    '该 PDF 是文件包：阅读器显示的是其中的文件而非页面。请将其中各文件分别发放。',
  'This PDF is an XFA form without pages of its own. Open it in its program, print it to a new PDF and issue that.':
    '该 PDF 是没有固定页面的动态表单。请用相应软件打开，打印为新的 PDF 后再发放。',
  'copy {0}: {1}': '第 {0} 份：{1}',
  'Cancelled: {0}': '已取消：{0}',
  '{0} of {1} copies are sealed, the others were abandoned.': '{1} 份中已封存 {0} 份，其余已作废。',
  '{0} already holds {1}. Choose another folder for these copies; nothing was written.':
    '{0} 中已有 {1}。请为这些副本另选文件夹；尚未写入任何内容。',
  '{0} already holds "{1}". Choose another folder for these copies; nothing was written.':
    '{0} 中已有“{1}”。请为这些副本另选文件夹；尚未写入任何内容。',
  '{0} already holds {1} files of these names. Choose another folder for these copies; nothing was written.':
    '{0} 中已有 {1} 个同名文件。请为这些副本另选文件夹；尚未写入任何内容。',
  'The copies cannot be due back on {0}: that day is past.': '清退日期不能定为 {0}：该日已过。',
  'The list has {0} people, and nobody is number {1}.': '名单共 {0} 人，没有第 {1} 人。',
  'That issuance has no layouts on record.': '该次发放没有标记布局的记录。',

  '{0} is no list of wordings: it is not JSON. Mend it, or make it anew.':
    '{0} 不是措辞清单：不是 JSON。请修正，或重新制作。',
  '{0} is no list of wordings: it is not JSON ({1}). Mend it, or make it anew.':
    '{0} 不是措辞清单：不是 JSON（{1}）。请修正，或重新制作。',
  '{0} is no list of wordings as Siglum makes them: {1}. Mend that, or make it anew.':
    '{0} 不符合措辞清单的格式：{1}。请修正，或重新制作。',
  'the whole: {0}': '整体：{0}',
  '{0} is for another paper ({1}), or this one was changed since. Make a new list for it.':
    '{0} 属于另一文件（{1}），或该文件此后有改动。请重新制作清单。',
  '{0} names page {1} of a paper of {2} pages. Correct the page.':
    '{0} 提到第 {1} 页，而该文件共 {2} 页。请更正页码。',
  '{0} allows no place. Set "approved": true where the author agrees, or issue without it.':
    '{0} 未许可任何一处。请将作者同意之处的 "approved" 设为 true，或不用措辞清单发放。',
  '{0} cannot be used; nothing was written. The first: {1}. Correct them, or leave them out.':
    '{0}无法使用；尚未写入任何内容。首先是：{1}。请更正，或不予采用。',
  'A place in the list of wordings': '措辞清单中有一处',
  '{0} places in the list of wordings': '措辞清单中有 {0} 处',
  'page {0}: the words around the place for "{1}" are around another one too, so a passage would not tell which it is':
    '第 {0} 页：“{1}”前后的词语在别处也有，单凭一段文字无从分辨',
}
