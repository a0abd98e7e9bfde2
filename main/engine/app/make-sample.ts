import { samplePaper } from '../../export/sample-paper.ts'
import { SAMPLE_TEXT } from '../../export/sample-text.ts'

const HEADING = { en: 'name,unit,id', zh: '姓名,单位,编号' } as const

/** A paper and a list of invented people, to try the whole journey with. */
export const makeSample = async (language: 'en' | 'zh') => {
  const { fileName, title, occasion, number, classification, people } = SAMPLE_TEXT[language]
  const rows = people.map((cells) => cells.join(','))
  return {
    name: fileName,
    bytes: await samplePaper(language, new Date().toISOString()),
    recipients: `${[HEADING[language], ...rows].join('\n')}\n`,
    title,
    occasion,
    number,
    classification,
  }
}
