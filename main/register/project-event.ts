import type { RegisterEvent } from '../../shared/contract/events.ts'
import type { CopyLedger } from './copy-ledger.ts'
import type { RegisterDatabase } from './open-database.ts'
import { custodyProjector } from './project-custody.ts'
import { batchProjector } from './project-batches.ts'
import { deskProjector, redactionProjector } from './project-desk.ts'
import { recordProjector } from './project-records.ts'
import { documentProjector, issuanceProjector, settlingProjector, traceProjector } from './project-issuing.ts'

/** In an order in which they can be emptied. */
export const PROJECTION_TABLES = [
  'search',
  'export',
  'handover',
  'copy_muster',
  'muster_mark',
  'muster',
  'copy_event',
  'custody',
  'custody_step',
  'trace',
  'copy',
  'recipient',
  'issuance',
  'document',
  'desk_user',
  'redaction',
] as const

/** Makes the projections follow one event, given its index; the only code that writes to them. Throws Failure on an illegal step. */
export type Projector = (event: RegisterEvent, index: number) => void

/** Tables that few events touch lie in `db`; those of the ledger wherever it keeps them. */
export const createProjector = (db: RegisterDatabase, ledger: CopyLedger): Projector => {
  const project = {
    document: documentProjector(db),
    issuance: issuanceProjector(db, ledger),
    settling: settlingProjector(ledger),
    trace: traceProjector(db, ledger),
    custody: custodyProjector(db, ledger),
    batch: batchProjector(db, ledger),
    record: recordProjector(db, ledger),
    desk: deskProjector(db),
    redaction: redactionProjector(db),
  }
  return (event, index) => {
    switch (event.type) {
      case 'vault-created':
      case 'user-added':
      case 'user-removed':
      case 'passphrase-changed':
        return project.desk(event)
      case 'redacted':
        return project.redaction(event)
      case 'recovery-key-renewed':
      case 'vault-restored':
      case 'exposure-searched':
        return
      case 'document-imported':
        return project.document(event)
      case 'issuance-reserved':
        return project.issuance(event, index)
      case 'copy-sealed':
      case 'copy-abandoned':
        return project.settling(event, index)
      case 'traced':
        return project.trace(event, index)
      case 'entry-struck':
        project.custody.strike(event, index)
        return ledger.concern(event.body.copyId, index)
      case 'reprint-reserved':
        return project.batch.reprint(event, index)
      case 'document-amended':
        return project.batch.amend(event)
      case 'record-struck':
        return project.record.strike(event, index)
      case 'mustered':
        return project.record.muster(event, index)
      case 'custodian-changed':
        return project.record.handover(event, index)
      case 'exported':
        return project.record.exported(event, index)
      default:
        project.custody.step(event, index)
        return ledger.concern(event.body.copyId, index)
    }
  }
}
