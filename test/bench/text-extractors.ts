import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withPdfiumText } from './pdfium-text.ts'

/** A program that gives the text of a PDF; null where this machine lacks it. */
export interface TextExtractor {
  readonly name: string
  readonly extract: (path: string) => Promise<string | null>
}

/** Debian's own, so that its packages are found whatever other Python there is. */
const PYTHON = '/usr/bin/python3'

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'

const ran = (command: string, args: readonly string[]): string | null => {
  try {
    return execFileSync(command, args, {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

const python = (module: string, code: string, path: string): string | null => {
  try {
    return ran(PYTHON, ['-c', `import sys\nimport ${module}\n${code}`, path])
  } catch {
    return null
  }
}

const pdfJs = async (path: string): Promise<string> => {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const cMapUrl = `${join(import.meta.dirname, '../../node_modules/pdfjs-dist/cmaps')}/`
  const document = await getDocument({
    data: new Uint8Array(readFileSync(path)),
    verbosity: 0,
    cMapUrl,
    cMapPacked: true,
  }).promise
  const pages: string[] = []
  for (let page = 1; page <= document.numPages; page++) {
    const { items } = await (await document.getPage(page)).getTextContent()
    pages.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''))
  }
  await document.loadingTask.destroy()
  return pages.join('\n')
}

const pdfium = (path: string): Promise<string> => withPdfiumText(readFileSync(path), ({ text }) => text)

/** As Word would be given it: LibreOffice draws the PDF and exports its text. */
const libreOffice = (path: string): string | null => {
  const folder = mkdtempSync(join(tmpdir(), 'siglum-office-'))
  try {
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
    const args = ['--headless', profile, '--infilter=draw_pdf_import', '--convert-to', 'fodg', '--outdir']
    if (ran('soffice', [...args, folder, path]) === null) return null
    const drawn = readdirSync(folder).find((name) => name.endsWith('.fodg'))
    if (drawn === undefined) return null
    return readFileSync(join(folder, drawn), 'utf8').replace(/<[^<>]*>/g, '')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const ghostscript = (path: string): string | null =>
  ran('gs', ['-q', '-dNOPAUSE', '-dBATCH', '-sDEVICE=txtwrite', '-sOutputFile=-', path])

export const EXTRACTORS: readonly TextExtractor[] = [
  { name: 'pdf.js (Firefox)', extract: pdfJs },
  { name: 'PDFium (Chromium)', extract: pdfium },
  { name: 'poppler pdftotext', extract: async (path) => ran('pdftotext', [path, '-']) },
  { name: 'poppler pdftotext -layout', extract: async (path) => ran('pdftotext', ['-layout', path, '-']) },
  { name: 'poppler pdftotext -raw', extract: async (path) => ran('pdftotext', ['-raw', path, '-']) },
  { name: 'MuPDF mutool', extract: async (path) => ran('mutool', ['draw', '-q', '-F', 'text', path]) },
  { name: 'Ghostscript txtwrite', extract: async (path) => ghostscript(path) },
  {
    name: 'pypdf',
    extract: async (path) =>
      python(
        'pypdf',
        'out = "\\n".join(p.extract_text() for p in pypdf.PdfReader(sys.argv[1]).pages)\nsys.stdout.buffer.write(out.encode("utf8", "replace"))',
        path,
      ),
  },
  {
    name: 'pdfminer.six',
    extract: async (path) =>
      python(
        'pdfminer.high_level as m',
        'sys.stdout.buffer.write(m.extract_text(sys.argv[1]).encode("utf8", "replace"))',
        path,
      ),
  },
]

/** Slow, and started only when asked for. */
export const OFFICE: TextExtractor = { name: 'LibreOffice Draw', extract: async (path) => libreOffice(path) }

export const hasProgram = (name: string): boolean =>
  (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, name)))
