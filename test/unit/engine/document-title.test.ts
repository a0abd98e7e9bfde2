import { describe, expect, it } from 'vitest'
import { titleFrom } from '../../../main/engine/document-title.ts'

describe("a document's title", () => {
  it('is its own', () => {
    expect(titleFrom(' Budget 2027 ', 'b.pdf')).toBe('Budget 2027')
    expect(titleFrom('文件管理办法', 'b.pdf')).toBe('文件管理办法')
    expect(titleFrom('Document control', 'b.pdf')).toBe('Document control')
    expect(titleFrom('Version 2.3 of the plan', 'b.pdf')).toBe('Version 2.3 of the plan')
  })

  const untitled = [
    null,
    '',
    '  ',
    'Untitled',
    'untitled-2',
    'Document1',
    '无标题',
    '文档 3',
    'PowerPoint 演示文稿',
  ]
  const printed = [
    'board paper.html',
    '会议纪要.docx',
    'Microsoft Word - budget final 2.doc',
    'Microsoft PowerPoint - Slides',
  ]
  it.each([...untitled, ...printed])(
    "is its file's name where it has none, or only that of what was printed: %s",
    (title) => {
      expect(titleFrom(title, '水务 budget.PDF')).toBe('水务 budget')
    },
  )
})
