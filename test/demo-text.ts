import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withPdfiumText } from './bench/pdfium-text.ts'
import { drawPassage, withoutMarks } from './bench/text-papers.ts'
import { seededRandom } from './leak/random.ts'

const CHARACTERS = 200

export interface LeakedPrompt {
  /** As somebody's chat with an AI app would export it. */
  readonly file: string
  /** The same after an app that keeps nothing invisible. */
  readonly cleaned: string
  /** What a person sees of it. */
  readonly seen: string
}

/** The second story: somebody selects a paragraph in a viewer and pastes it into an AI app. */
export const leakPrompt = async (folder: string, pdf: string, seed: number): Promise<LeakedPrompt> => {
  const text = await withPdfiumText(readFileSync(pdf), (read) => read.text)
  const passage = drawPassage(text, CHARACTERS, seededRandom(seed, 'prompt'))
  const save = (name: string, content: string): string => {
    const path = join(folder, 'leaks', name)
    writeFileSync(path, JSON.stringify([{ role: 'user', content: `Summarise this: ${content}` }]))
    return path
  }
  const seen = withoutMarks(passage)
  return { file: save('chat.json', passage), cleaned: save('chat-cleaned.json', seen), seen }
}
