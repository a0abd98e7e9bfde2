import { correction, generate } from 'lean-qr'
import type { Result } from '../../../shared/contract/app/calls.ts'
import type { HistoryEntry } from '../../../shared/contract/custody-results.ts'
import type { LogPage } from '../../register/read-log.ts'
import type { NumberedEvent } from '../../register/rows.ts'
import type { Vault } from '../../vault.ts'
import { backupName } from '../../vault/backup-ladder.ts'
import { logNames, sayLogEvent } from '../custody/say-log-event.ts'
import type { LogNames } from '../custody/say-log-event.ts'
import { historyEntry } from '../custody/show-copy.ts'
import { makeCheckpoint } from '../make-checkpoint.ts'
import { verifyVaultApart } from '../verify-vault.ts'
import type { VerifyApartRequest } from '../verify-vault.ts'

/** ISO/IEC 18004 asks for four light modules on every side. */
const QUIET = 4

const qrSvg = (text: string): string => {
  const code = generate(text, { minCorrectionLevel: correction.M })
  const side = code.size + 2 * QUIET
  let path = ''
  for (let y = 0; y < code.size; y++)
    for (let x = 0; x < code.size; x++) if (code.get(x, y)) path += `M${x + QUIET} ${y + QUIET}h1v1h-1z`
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges">` +
    `<path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${path}"/></svg>`
  )
}

const logEntry = (numbered: NumberedEvent, names: LogNames): HistoryEntry => {
  const { en, zh } = sayLogEvent(numbered.event, names)
  return { ...historyEntry(numbered, ''), says: en, saysZh: zh }
}

/** The record as a whole, for whoever checks it. */
export const auditQuestions = (vault: Vault) => ({
  logPage: async (page: LogPage, signal: AbortSignal): Promise<Result<'audit.events'>> => {
    const names = logNames(vault.register)
    const events = await vault.register.log(page, signal)
    return {
      entries: events.map((numbered) => logEntry(numbered, names)),
      size: vault.register.size(),
    }
  },
  verifyApart: (checkpoints: VerifyApartRequest, signal: AbortSignal) =>
    verifyVaultApart(vault, checkpoints, signal),
  checkpointQr: (): Result<'audit.checkpoint'> => {
    const made = makeCheckpoint(vault)
    return { ...made, qrSvg: qrSvg(made.checkpoint) }
  },
  backupName: (): string => backupName(vault.id, new Date()),
})
