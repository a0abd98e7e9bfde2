// `npm run bench:host -- --copies 100000`: how long the desktop app's calls take on a large register, as its renderer asks
// them: over a message port, parsed at both doors. Half of the copies are still out. Prints a table. Then, of files that go out,
// for how long at most the host answered nobody; of up to `--rows` copies.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { MessageChannel } from 'node:worker_threads'
import type { Method, Params } from '../../shared/contract/app/calls.ts'
import { EXPORT_FORMATS } from '../../shared/contract/paper-results.ts'
import { createHost } from '../../main/host/host.ts'
import { nodePort } from '../../main/host/message-port.ts'
import { createVault } from '../../main/vault.ts'
import { createClient } from '../host/client.ts'
import type { Client } from '../host/client.ts'
import { wholeNumber } from './flags.ts'
import { markdownTable } from './markdown-table.ts'
import { officeYears } from './register-load.ts'
import { watched } from './watched.ts'

const PASSPHRASE = 'bench passphrase'
const COPIES_A_MEETING = 12
const EVENTS_A_MEETING = 50
const TIMES = 5

const { values } = parseArgs({
  options: { copies: { type: 'string', default: '100000' }, rows: { type: 'string', default: '5000' } },
})
const copies = wholeNumber('--copies', values.copies)
const rows = wholeNumber('--rows', values.rows)
const folder = mkdtempSync(join(tmpdir(), 'siglum-bench-'))
const dir = join(folder, 'vault')

const fill = async (): Promise<void> => {
  const vault = await createVault(dir, PASSPHRASE, { by: 'bench', scryptLogN: 10 })
  const events = (copies / COPIES_A_MEETING) * EVENTS_A_MEETING
  let made = 0
  for (const batch of officeYears(events, 5000)) {
    made += batch.length
    // The later half never came back.
    const kept = made < events / 2 ? batch : batch.filter(({ type }) => type !== 'copy-returned')
    vault.register.append(kept.filter(({ type }) => type !== 'receipt-signed'))
  }
  vault.close()
}

const connect = () => {
  const host = createHost({ config: join(folder, 'config'), temporary: folder })
  const { port1, port2 } = new MessageChannel()
  host.serve(nodePort(port1))
  const client = createClient((take) => {
    port2.on('message', take)
    return { send: (message) => port2.postMessage(message), close: () => port2.close() }
  })
  return { host, client }
}

const ASKED: readonly (readonly [what: string, method: Method, params: unknown])[] = [
  ['overview', 'register.overview', {}],
  ['documents, first page', 'register.documents', { limit: 100, offset: 0 }],
  ['documents, searched', 'register.documents', { search: '防汛', limit: 100, offset: 0 }],
  ['issuances, first page', 'register.issuances', { limit: 100, offset: 0 }],
  ['issuances, far down', 'register.issuances', { limit: 100, offset: 8000 }],
  ['copies, first page', 'register.copies', { limit: 100 }],
  ['copies, middle', 'register.copies', { limit: 100, offset: copies / 2 }],
  ['copies, end', 'register.copies', { limit: 100, offset: copies - 200 }],
  ['copies out', 'register.copies', { state: ['out'], limit: 100 }],
  ['copies at the desk', 'register.copies', { state: ['at-desk', 'returned'], limit: 100 }],
  ['copies overdue', 'register.copies', { overdue: true, limit: 100 }],
  ['copies searched, rare', 'register.copies', { search: 'No. 4321', limit: 100 }],
  ['copies searched, common', 'register.copies', { search: '水', limit: 100 }],
  ['copies of a person', 'register.copies', { recipient: '王明', limit: 100 }],
  ['people, first page', 'register.people', { limit: 100, offset: 0 }],
  ['people beginning', 'issue.people', { begins: '王' }],
  ['log, newest', 'audit.events', { limit: 100 }],
  ['log, searched', 'audit.events', { search: '王明', limit: 100 }],
  ['log, searched in vain', 'audit.events', { search: 'zzzz', limit: 100 }],
]

const goingOut = async (client: Client): Promise<void> => {
  const issuance = (await client.ask('register.issuances', { limit: 1, offset: 0 })).rows[0]?.id ?? ''
  const made: readonly (readonly [what: string, work: () => Promise<unknown>])[] = [
    ...EXPORT_FORMATS.map(
      (format) =>
        [
          `${rows} copies as ${format}`,
          () => client.ask('export.make', { question: { limit: rows }, format }),
        ] as const,
    ),
    ['receipt sheet of a meeting', () => client.ask('export.sheet', { sheet: 'receipt', of: [issuance] })],
    ['backup', () => client.ask('audit.backup', {})],
  ]
  const lines: string[][] = []
  for (const [what, work] of made) {
    const { ms, blocked } = await watched(work)
    lines.push([what, ms.toFixed(0), blocked.toFixed(0)])
  }
  process.stdout.write(`\n${markdownTable(['going out', 'ms', 'longest block of the host, ms'], lines)}`)
}

try {
  await fill()
  const { host, client } = connect()
  await client.ask('vault.open', { path: dir, passphrase: PASSPHRASE } satisfies Params<'vault.open'>)
  const lines: string[][] = []
  for (const [what, method, params] of ASKED) {
    const times: number[] = []
    for (let i = 0; i < TIMES; i++) {
      const began = performance.now()
      const answer = await client.begin(method, params).ended
      if (answer.kind !== 'result') throw new Error(`${what}: ${JSON.stringify(answer)}`)
      times.push(performance.now() - began)
    }
    times.sort((a, b) => a - b)
    lines.push([what, times[TIMES >> 1].toFixed(1), times[TIMES - 1].toFixed(1)])
  }
  process.stdout.write(markdownTable([`${copies} copies`, 'ms, median of five', 'ms, worst'], lines))
  await goingOut(client)
  const { document, recipients: list } = await client.ask('sample.make', { language: 'zh' })
  const { recipients } = await client.ask('issue.read-list', { text: list })
  await client.ask('issue.look', { document: document.file })
  const previews: string[][] = []
  for (let number = 1; number <= TIMES; number++) {
    const began = performance.now()
    const asked = {
      document: document.file,
      page: 1,
      widthPx: 900,
      recipients,
      number,
      medium: 'both' as const,
    }
    await client.ask('issue.preview', asked)
    previews.push([`preview ${number}`, (performance.now() - began).toFixed(0)])
  }
  process.stdout.write(`\n${markdownTable(['one page, 900 pixels wide', 'ms'], previews)}`)
  client.close()
  await host.close()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
