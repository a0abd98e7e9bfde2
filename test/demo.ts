// `npm run demo`: the main job from end to end, through the real command. Issues the meeting paper to twelve people, leaks
// one copy picked at random in two ways, and traces both leaks without telling the tracer anything about them. Then a paragraph of
// it is fed to an AI app, and traced by its text alone; and somebody's relative tells what was in it, and the paper is found by its facts.
import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { openRaster } from '../main/document/open-raster.ts'
import { issueResultSchema, traceResultSchema } from '../shared/contract/results.ts'
import type { IssueResult, TraceResult } from '../shared/contract/results.ts'
import { tellRetoldStory } from './demo-retold.ts'
import { leakPrompt } from './demo-text.ts'
import { leakPrintPhoto } from './leak/leak-print-photo.ts'
import { leakCroppedScreenshot } from './leak/leak-screenshot.ts'
import type { Leak, LeakPage } from './leak/leak-types.ts'
import { pageOfRgb } from './leak/page-of-picture.ts'

const ROOT = join(import.meta.dirname, '..')
const PAPER = join(import.meta.dirname, 'paper', 'meeting-paper.pdf')
const RECIPIENTS = join(import.meta.dirname, 'paper', 'recipients.csv')
const PASSPHRASE = 'siglum demo'
const PRINTER_DPI = 600
const SCREEN_DPI = 192

const stamp = new Date().toISOString().slice(0, 19).replace(/[:T]/g, '-')
const folder = resolve(process.argv[2] ?? join(ROOT, 'demo-out', stamp))
const seed = Number(process.argv[3] ?? randomInt(1_000_000))

const say = (text = ''): void => void process.stdout.write(`${text}\n`)
const shown = (path: string): string => relative(process.cwd(), path) || '.'

/** Runs the command as a person would, and gives back the object that it prints. */
const siglum = async (...args: string[]): Promise<unknown> => {
  say(`$ siglum ${args.map((arg) => (/[^\w./:-]/.test(arg) ? `"${arg}"` : arg)).join(' ')}`)
  const script = join(ROOT, 'main', 'cli', 'siglum.ts')
  const child = spawn(process.execPath, [script, ...args, '--json'], {
    env: { ...process.env, SIGLUM_PASSPHRASE: PASSPHRASE },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  const status = await new Promise((done) => child.on('close', done))
  const text = Buffer.concat(chunks).toString('utf8')
  if (status !== 0) throw new Error(`siglum ${args[0]} failed: ${text}`)
  return JSON.parse(text)
}

const renderPage = async (pdf: string, page: number, dpi: number): Promise<LeakPage> => {
  const raster = await openRaster(readFileSync(pdf))
  try {
    return pageOfRgb(raster.renderRgb(page, dpi / 25.4, { printing: dpi === PRINTER_DPI }), dpi)
  } finally {
    raster.close()
  }
}

const keep = (leak: Leak, name: string): string => {
  const file = join(folder, 'leaks', `${name}.${leak.format === 'png' ? 'png' : 'jpg'}`)
  writeFileSync(file, leak.bytes)
  return file
}

interface LeakedFile {
  readonly what: string
  readonly file: string
  readonly evidence: string
}

/** The two ways out: the front page printed, photographed and sent on; and a piece of a screen. */
const leakCopy = async (pdf: string, pages: number): Promise<LeakedFile[]> => {
  const printed = await renderPage(pdf, 0, PRINTER_DPI)
  const photo = await leakPrintPhoto(printed, { seed, severity: 'fair', messenger: true })
  const page = 1 + (seed % (pages - 1))
  const screen = await renderPage(pdf, page, SCREEN_DPI)
  const crop = await leakCroppedScreenshot(screen, { seed, severity: 'fair' })
  const evidence = (name: string) => join(folder, 'evidence', name)
  return [
    {
      what: 'phone photo of the printed front page, sent through a messenger',
      file: keep(photo, 'photo'),
      evidence: evidence('photo'),
    },
    {
      what: `screenshot, cropped, of page ${page + 1}`,
      file: keep(crop, 'screenshot'),
      evidence: evidence('screenshot'),
    },
  ]
}

const issuePaper = async (vault: string): Promise<IssueResult> => {
  await siglum('init', '--vault', vault)
  const files = ['--document', PAPER, '--recipients', RECIPIENTS, '--out', join(folder, 'copies')]
  const facts = ['--classification', '机密', '--occasion', '第九次投资决策会议', '--by', 'Registry']
  return issueResultSchema.parse(await siglum('issue', '--vault', vault, ...files.map(shownIfFile), ...facts))
}

const shownIfFile = (argument: string): string => (argument.startsWith('/') ? shown(argument) : argument)

const report = (found: TraceResult, truth: IssueResult['copies'][number]): boolean => {
  const right = found.verdict === 'traced' && found.copy?.id === truth.id
  if (found.verdict === 'traced') {
    say(`  -> copy ${found.copy?.copy}, issued to ${found.recipient?.name}, ${found.recipient?.unit}`)
    say(
      `     page ${found.page}, score ${found.z?.toFixed(1)}, next best ${found.runnerUp?.z.toFixed(1)}, ${found.seconds} s`,
    )
    say(
      `     chance that any innocent copy would look so: at most ${found.bound.toExponential(1)} (limit ${found.limit})`,
    )
  } else
    say(`  -> ${found.verdict}: score ${found.z?.toFixed(1) ?? 'none'}, bound ${found.bound.toPrecision(2)}`)
  say(
    right ? '     right: that is the copy that was leaked\n' : `     WRONG: copy ${truth.copy} was leaked\n`,
  )
  return right
}

/** A paragraph names its copy by its text; without the marks it is known, and names nobody. */
const tellOfText = async (vault: string, leaked: IssueResult['copies'][number]): Promise<boolean[]> => {
  const { file, cleaned, seen } = await leakPrompt(folder, leaked.file, seed)
  say(
    'The second story: the same reader pastes a paragraph into an AI app. Nobody sees more of it than this:\n',
  )
  say(`  ${seen.replace(/\s+/g, ' ')}\n`)
  say('Leak: the chat, as the app exports it')
  const found = traceResultSchema.parse(await siglum('trace', '--vault', vault, shown(file)))
  const right = report(found, leaked)
  say('Leak: the same from an app that strips what is invisible')
  const gone = traceResultSchema.parse(await siglum('trace', '--vault', vault, shown(cleaned)))
  const [place] = gone.text?.found ?? []
  say(
    `  -> ${gone.verdict}: the text is on page ${place?.pages[0] ?? '?'} of "${place?.document.title ?? '?'}", its marks are gone\n`,
  )
  return [right, gone.copy === null && place !== undefined]
}

const run = async (): Promise<boolean> => {
  mkdirSync(join(folder, 'leaks'), { recursive: true })
  const vault = join(folder, 'vault')
  say('A paper of eight pages goes to twelve people, each copy marked for its reader.\n')
  const issued = await issuePaper(shown(vault))
  say(`\n${issued.copies.length} copies of "${issued.document.title}" are sealed.`)
  const leaked = issued.copies[seed % issued.copies.length]
  say('One of them, picked at random, leaks twice. The tracer is not told which, nor the document or page.\n')
  const outcomes: boolean[] = []
  for (const { what, file, evidence } of await leakCopy(leaked.file, issued.document.pages)) {
    say(`Leak: ${what}`)
    const found = await siglum('trace', '--vault', shown(vault), shown(file), '--evidence', shown(evidence))
    outcomes.push(report(traceResultSchema.parse(found), leaked))
  }
  outcomes.push(...(await tellOfText(shown(vault), leaked)))
  say('A trace names the copy, never the culprit.\n')
  outcomes.push(await tellRetoldStory({ siglum, say, vault: shown(vault) }, issued))
  say(`copies             ${shown(join(folder, 'copies'))}`)
  say(`leaked pictures    ${shown(join(folder, 'leaks'))}`)
  say(
    `evidence pictures  ${shown(join(folder, 'evidence'))}  (leak, page straightened, original, where the evidence lies)`,
  )
  say(`register and keys  ${shown(vault)}  (passphrase: ${PASSPHRASE})`)
  say(`once more like this: npm run demo -- demo-out/again ${seed}`)
  return outcomes.every(Boolean)
}

try {
  process.exitCode = (await run()) ? 0 : 1
} catch (error) {
  say(`The demo could not be finished. ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
