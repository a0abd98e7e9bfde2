import { samplePaper } from '../../export/sample-paper.ts'
import { SAMPLE_TEXT } from '../../export/sample-text.ts'

const HEADING = { en: ['name', 'unit', 'id'], zh: ['姓名', '单位', '编号'] } as const

/** A paper and a list of invented people, to try the whole journey with. */
export const makeSample = async (language: 'en' | 'zh') => {
  const { fileName, title, occasion, number, classification, people } = SAMPLE_TEXT[language]
  // By tabs, as a spreadsheet's cells are pasted: a unit may have a comma in it.
  const rows = [HEADING[language], ...people].map((cells) => cells.join('\t'))
  return {
    name: fileName,
    bytes: await samplePaper(language, new Date().toISOString()),
    recipients: `${rows.join('\n')}\n`,
    title,
    occasion,
    number,
    classification,
  }
}
