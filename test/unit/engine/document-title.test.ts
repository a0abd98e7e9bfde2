import { describe, expect, it } from 'vitest'
import { titleFrom } from '../../../main/engine/document-title.ts'

describe("a document's title", () => {
  it('is its own', () => {
    expect(titleFrom(' Budget 2027 ', 'b.pdf')).toBe('Budget 2027')
    expect(titleFrom('文件管理办法', 'b.pdf')).toBe('文件管理办法')
    expect(titleFrom('Document control', 'b.pdf')).toBe('Document control')
  })

  it.each([null, '', '  ', 'Untitled', 'untitled-2', 'Document1', '无标题', '文档 3', 'PowerPoint 演示文稿'])(
    "is its file's name where it has none: %s",
    (title) => {
      expect(titleFrom(title, '水务 budget.PDF')).toBe('水务 budget')
    },
  )
})
