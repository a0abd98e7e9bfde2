import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { App } from './start-app.ts'

const PICTURES = join(import.meta.dirname, '..', 'pictures')

/** The README's pictures of the app are drawn anew, with the baselines, by `SIGLUM_BASELINES=new`. */
export const keepPicture = async ({ page }: App, name: 'issue' | 'trace'): Promise<void> => {
  if (process.env.SIGLUM_BASELINES !== 'new') return
  writeFileSync(
    join(PICTURES, `${name}.png`),
    await page.screenshot({ animations: 'disabled', caret: 'hide' }),
  )
}
