import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import sharp from 'sharp'
import { charsText } from '../../main/document/chars-text.ts'
import { openRaster } from '../../main/document/open-raster.ts'
import type { RasterDocument } from '../../main/document/document.ts'
import { readIdentity } from '../../main/document/read-identity.ts'
import { readLeakedText } from '../../main/engine/leaked-text/read-leaked-text.ts'
import { readText } from '../../shared/mark/read-text.ts'
import { traceInLab } from './lab.ts'
import { markdownTable } from './markdown-table.ts'
import { candidateOf } from './text-lab.ts'
import { marksPlaced, MEETING_PAPER, type TextPaper } from './text-papers.ts'

const run = (command: string, ...args: readonly string[]): void =>
  void execFileSync(command, args, { stdio: 'ignore' })

const PICTURE_DPI = 150
const MM_PER_INCH = 25.4

const pngOf = (raster: RasterDocument, page: number): Promise<Buffer> => {
  const { width, height, rgb } = raster.renderRgb(page, PICTURE_DPI / MM_PER_INCH)
  return sharp(rgb, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer()
}

/** As apps do that take a PDF for pictures: JPEGs of its pages in a new file. */
const asPictures = async (from: string, to: string): Promise<void> => {
  const raster = await openRaster(readFileSync(from))
  try {
    const pdf = await PDFDocument.create()
    for (let page = 0; page < raster.pageCount; page++) {
      const jpeg = await sharp(await pngOf(raster, page))
        .jpeg({ quality: 80 })
        .toBuffer()
      const size: [number, number] = [raster.widthMm(page), raster.heightMm(page)].map(
        (mm) => (mm * 72) / MM_PER_INCH,
      ) as [number, number]
      pdf.addPage(size).drawImage(await pdf.embedJpg(jpeg), { x: 0, y: 0, width: size[0], height: size[1] })
    }
    writeFileSync(to, await pdf.save())
  } finally {
    raster.close()
  }
}

/** Ways in which a PDF is written anew, and where its second page is then; a program that is not there leaves no file. */
interface Upload {
  readonly name: string
  readonly second: number
  readonly make: (from: string, to: string) => void | Promise<void>
}

const UPLOADS: readonly Upload[] = [
  { name: 'saved again by qpdf', second: 1, make: (from, to) => run('qpdf', from, to) },
  {
    name: 'cleaned by mutool (-gggz)',
    second: 1,
    make: (from, to) => run('mutool', 'clean', '-gggz', from, to),
  },
  {
    name: 'pages 2 and 3 taken out by qpdf',
    second: 0,
    make: (from, to) => run('qpdf', from, '--pages', '.', '2-3', '--', to),
  },
  {
    name: 'put behind another file by qpdf',
    second: 2,
    make: (from, to) => run('qpdf', MEETING_PAPER, '--pages', '.', '1', from, '1-z', '--', to),
  },
  {
    name: 'printed to PDF by Ghostscript',
    second: 1,
    make: (from, to) =>
      run('gs', '-q', '-dNOPAUSE', '-dBATCH', '-sDEVICE=pdfwrite', `-sOutputFile=${to}`, from),
  },
  {
    name: 'printed to PDF by poppler and cairo',
    second: 1,
    make: (from, to) => run('pdftocairo', '-pdf', from, to),
  },
  { name: 'pictures of the pages in a new PDF', second: 1, make: asPictures },
]

const z = (score: { readonly z: number } | undefined): string =>
  score === undefined ? '' : score.z.toFixed(1)

const CANDIDATES_FOR_PICTURES = 100

/** What is left of a copy in another file; the page that is looked at is its second. */
const leftIn = async (path: string, second: number, paper: TextPaper, copy: string): Promise<string[]> => {
  const bytes = readFileSync(path)
  const raster = await openRaster(bytes)
  try {
    const chars = Array.from({ length: raster.pageCount }, (_, page) => raster.chars(page)).flat()
    const { marks } = readText(charsText(chars))
    const identity = await readIdentity(bytes)
    const candidates = Array.from({ length: CANDIDATES_FOR_PICTURES }, (_, k) => candidateOf(paper.name, k))
    const { judgement, carriers } = await traceInLab([paper.document], candidates, [
      await pngOf(raster, second),
    ])
    const right = judgement.verdict === 'traced' && judgement.named[0].copyId === copy
    return [
      identity?.copyId === copy ? 'yes' : 'no',
      `${marks.length}/${marksPlaced(paper)}`,
      z(carriers.tint),
      z(carriers.words),
      z(carriers.dots),
      right ? 'traced' : judgement.verdict,
    ]
  } finally {
    raster.close()
  }
}

/** Through Word's format: LibreOffice takes the PDF's text for a document of its own. */
const wordRow = (folder: string, original: string): string[] => {
  const made = join(folder, 'as word.docx')
  const renamed = join(folder, 'as word.pdf')
  try {
    writeFileSync(renamed, readFileSync(original))
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
    run(
      'soffice',
      '--headless',
      profile,
      '--infilter=writer_pdf_import',
      '--convert-to',
      'docx',
      '--outdir',
      folder,
      renamed,
    )
    const text = readLeakedText(readFileSync(made), 'as word.docx') ?? ''
    return ['no', 'no', `${readText(text).marks.length}`, '', '', '', '']
  } catch {
    return ['not here', '', '', '', '', '', '']
  } finally {
    rmSync(renamed, { force: true })
  }
}

/** Which carriers of a leaked copy outlive being written anew. */
export const uploadTable = async (folder: string, paper: TextPaper, office: boolean): Promise<string> => {
  const copy = candidateOf(paper.name, 7)
  const original = join(folder, `${paper.name}.pdf`)
  const lines: string[][] = [['sent on as it is', 'yes', ...(await leftIn(original, 1, paper, copy))]]
  for (const [k, { name, second, make }] of UPLOADS.entries()) {
    const path = join(folder, `upload-${k}.pdf`)
    try {
      await make(original, path)
    } catch {
      // The table says that the program is not here.
    }
    lines.push(
      existsSync(path)
        ? [name, 'no', ...(await leftIn(path, second, paper, copy))]
        : [name, 'not here', '', '', '', '', '', ''],
    )
  }
  if (office) lines.push(['turned into DOCX by LibreOffice', ...wordRow(folder, original)])
  const head = [
    '',
    'SHA-256',
    'file ids',
    'marks in the text',
    'z of tint',
    'of words',
    'of dots',
    'by one page as a picture',
  ]
  return (
    `The second page of what arrives, at ${PICTURE_DPI} dpi, is traced as a picture against ${CANDIDATES_FOR_PICTURES} copies.\n\n` +
    markdownTable(head, lines)
  )
}
