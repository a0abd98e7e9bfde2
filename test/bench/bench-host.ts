// `npm run bench:host -- --copies 100000`: how long the desktop app's calls take on a large register, as its renderer asks
// them: over a message port, parsed at both doors. Half of the copies are still out. Prints a table.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { MessageChannel } from 'node:worker_threads'
import type { Method, Params } from '../../shared/contract/app/calls.ts'
import { createHost } from '../../main/host/host.ts'
import { nodePort } from '../../main/host/message-port.ts'
import { createVault } from '../../main/vault.ts'
import { createClient } from '../host/client.ts'
import { wholeNumber } from './flags.ts'
import { markdownTable } from './markdown-table.ts'
import { officeYears } from './register-load.ts'

const PASSPHRASE = 'bench passphrase'
const COPIES_A_MEETING = 12
const EVENTS_A_MEETING = 50
const TIMES = 5

const { values } = parseArgs({ options: { copies: { type: 'string', default: '100000' } } })
const copies = wholeNumber('--copies', values.copies)
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
  client.close()
  await host.close()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
