import { plain } from './table.ts'
import type { About, OnProgress, Progress } from '../../shared/contract/progress.ts'

const STAGES: Readonly<Record<Progress['stage'], string>> = {
  importing: 'Reading the document',
  marking: 'Marking copies',
  checking: 'Checking copies',
  reading: 'Reading the leak',
  finding: 'Looking for the page',
  aligning: 'Aligning',
  scoring: 'Scoring copies',
  reporting: 'Writing the evidence',
}

const sayAbout = (about: About): string => {
  switch (about.kind) {
    case 'places':
      return 'choosing places'
    case 'page':
      return `page ${about.page}`
    case 'registered-pages':
      return 'registered pages'
    case 'issued-papers':
      return 'issued papers'
    case 'copy':
      return `copy ${about.copy}`
    case 'copy-failed':
      return `copy ${about.copy} failed its check`
  }
}

const BAR = 24

const bar = ({ done, total }: Progress): string => {
  const filled = total > 0 ? Math.round((BAR * Math.min(done, total)) / total) : 0
  return `${'█'.repeat(filled)}${'░'.repeat(BAR - filled)}`
}

const lineOf = (progress: Progress): string => {
  const { stage, done, total, label, about } = progress
  const at = about === undefined ? label : sayAbout(about)
  const count = total > 1 ? ` ${Math.floor(done)}/${total}` : ''
  return `${STAGES[stage]}${count}${at ? ` (${plain(at)})` : ''}`
}

export interface ProgressView {
  readonly onProgress: OnProgress
  /** Clears the bar, so that what follows starts on a clean line. */
  readonly finish: () => void
}

const onTerminal = (): ProgressView => ({
  onProgress: (progress) => {
    const width = process.stderr.columns ?? 80
    process.stderr.write(`\r\u001B[K${`${bar(progress)} ${lineOf(progress)}`.slice(0, width - 1)}`)
  },
  finish: () => void process.stderr.write('\r\u001B[K'),
})

/** In a log a line a second says enough. */
const LEAST_GAP_MS = 1000

const inLog = (): ProgressView => {
  let stage: Progress['stage'] | null = null
  let last = 0
  return {
    onProgress: (progress) => {
      const now = Date.now()
      if (progress.stage === stage && now - last < LEAST_GAP_MS) return
      stage = progress.stage
      last = now
      process.stderr.write(`${lineOf(progress)}\n`)
    },
    finish: () => undefined,
  }
}

/** Progress goes to stderr: a bar on a terminal, plain lines elsewhere. */
export const showProgress = (): ProgressView => (process.stderr.isTTY ? onTerminal() : inLog())
