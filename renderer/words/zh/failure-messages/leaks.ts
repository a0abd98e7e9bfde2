/** Leaks and what is retold: pictures, texts and posts that are read from outside. */
export const leaks: Readonly<Record<string, string>> = {
  'This BMP picture cannot be read: {0}. Save it as PNG or JPEG and try again.':
    '该 BMP 图片无法读取：{0}。请另存为 PNG 或 JPEG 后重试。',
  'compression {0} with {1} bits to a pixel is not one of its kinds': '不支持每像素 {1} 位的压缩方式 {0}',
  'it ends within its header': '文件头不完整',
  'its header is damaged': '文件头已损坏',
  'it has {0} bits to a pixel': '每像素 {0} 位',
  'its size makes no sense': '尺寸有误',
  'it is cut short': '不完整',
  'The picture has {0} x {1} pixels ({2} million); at most {3} million are read. Make it smaller, or cut out the part that shows the page.':
    '图片为 {0} × {1} 像素（{2} 百万），最多读取 {3} 百万。请缩小，或截取显示页面的部分。',
  'Open it in a viewer and save it again as PNG or JPEG.': '请用看图软件打开，另存为 PNG 或 JPEG。',
  'Scoring the copies took too much time or memory.': '为各份副本评分耗时过长或占用内存过多。',
  'The picture decoded to {0} channels instead of 3.': '图片解码得 {0} 个通道，应为 3 个。',
  'The picture file has 1 page, and page {0} was asked for.': '图片文件只有 1 页，没有第 {0} 页。',
  'The picture file has {0} pages, and page {1} was asked for.': '图片文件共 {0} 页，没有第 {1} 页。',
  'This is a PDF document, not a picture.': '这是 PDF 文件，不是图片。',
  'The file is empty.': '文件是空的。',
  'The file is not a picture of a kind that is read here.': '该文件不是可读取的图片格式。',
  'The {0} picture is damaged or cut short.': '该 {0} 图片已损坏或不完整。',
  'The TIFF file is damaged or cut short.': '该 TIFF 文件已损坏或不完整。',
  'This file takes more time or memory to read than a picture should. Open it in a viewer and save it again.':
    '读取该文件所需时间或内存超出限度。请用看图软件打开后另存。',
  '{0} asks for a password. Open it with that and print it to a new PDF, or take screenshots, and trace those.':
    '{0} 需要密码。请用密码打开，打印成新的 PDF 或截图后再溯源。',
  '{0} is neither a picture, a PDF nor text that can be read here. JPEG, PNG, WebP, AVIF, TIFF, HEIC, GIF, BMP, PDF, DOCX, HTML, mail, ZIP and plain text are; of a video, give a still picture.':
    '{0} 不是可读取的图片、PDF 或文字。可用的有：JPEG、PNG、WebP、AVIF、TIFF、HEIC、GIF、BMP、PDF、DOCX、HTML、邮件、ZIP 和纯文本；视频请提供截图。',
  'The text to be traced is empty. Give the passage as it was found.':
    '要溯源的文字是空的。请原样提供发现的段落。',
  '{0} is empty. Fetch it again from where it was found.': '{0} 是空的。请从发现处重新获取。',
  '{0} is damaged. Save it again, or copy its text to a .txt file.':
    '{0} 已损坏。请重新保存，或将其文字复制到 .txt 文件。',
  'There is no picture in this file to point at. Give the picture itself.':
    '该文件中没有可供指点的图片。请提供图片本身。',
  '{0} is an archive without anything that can be read here. Unpack it, and give the files that are in it.':
    '压缩包 {0} 中没有可读取的内容。请解压后提交其中的文件。',
  '{0} unpacks to more text than can be read here. Copy the passage to a .txt file and trace that.':
    '{0} 解压后的文字过多，无法读取。请将所需段落复制到 .txt 文件后溯源。',
  'This document was marked by another version of Siglum. Use that version to trace it.':
    '该文件由另一版本制作标记。请用该版本溯源。',
  'The pictures of this trace are not kept in the vault. Trace the leak once more to see them.':
    '此次溯源的图片未存于保管库。如要查看，请重新溯源。',
  'No copies with a page {0} of that document were issued.': '该文件未发放过含第 {0} 页的副本。',
  'The four corners do not make a page: go clockwise from its top left.':
    '四角不成页面：请从左上角起顺时针标出。',
  'There is nothing to be traced.': '没有要溯源的内容。',
  '"{0}" is no day or time; write it as 2026-12-05 or 2026-12-05T18:30.':
    '“{0}”不是日期或时间，请写作 2026-12-05 或 2026-12-05T18:30。',
  'There is no text to search for.': '没有要查找的文字。',
  'A post of up to {0} characters is searched for; cut this one to what matters.':
    '最多查找 {0} 字。请只留要紧的部分。',
  '{0} holds no text that can be searched for. Plain text, HTML, mails, Word documents and JSON do; of a picture, type what it says.':
    '{0} 中没有可供查找的文字。可用的有：纯文本、HTML、邮件、Word 文档和 JSON；图片请录入其中文字。',
}
