import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const paperSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  version: z.string().optional(),
  pages: z.array(z.string()).min(1),
})
export type Paper = z.infer<typeof paperSchema>

export const WAYS = ['gossip', 'rounded', 'headline', 'crossing'] as const

const postSchema = z.strictObject({ of: z.array(z.string()).min(1), way: z.enum(WAYS), text: z.string() })
export type Post = z.infer<typeof postSchema>

const read = <S extends z.ZodType>(schema: S, ...names: string[]): z.output<S>[] =>
  names.flatMap((name) =>
    z.array(schema).parse(JSON.parse(readFileSync(join(import.meta.dirname, `${name}.json`), 'utf8'))),
  )

export const readPapers = (): Paper[] => read(paperSchema, 'papers-en', 'papers-zh')
export const readPosts = (): Post[] => read(postSchema, 'posts-en', 'posts-zh')
export const readInnocent = (): string[] => read(z.string(), 'innocent')

/** A paper's pages as a reader would copy them: its title heads the first. */
export const textsOfPaper = ({ title, pages }: Paper): string[] =>
  pages.map((text, page) => (page === 0 ? `${title}\n${text}` : text))
