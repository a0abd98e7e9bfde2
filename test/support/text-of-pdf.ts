import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What another program reads out of a PDF, layout kept; null where it is missing. */
export const textOfPdf = (pdf: Uint8Array): string | null => {
  const folder = mkdtempSync(join(tmpdir(), 'siglum-paper-'))
  try {
    writeFileSync(join(folder, 'sheet.pdf'), pdf)
    const run = spawnSync('pdftotext', ['-layout', join(folder, 'sheet.pdf'), '-'], { encoding: 'utf8' })
    if (run.status === 0) return run.stdout
    console.warn('SKIPPED: pdftotext is missing, the sheets’ text is not judged by it.')
    return null
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
