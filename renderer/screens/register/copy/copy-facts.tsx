import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ShowResult } from '../../../../shared/contract/custody-results.ts'
import { formatBytes, formatDay, formatTime } from '../../../words/format.ts'
import { StandBadge } from '../stand-badge.tsx'
import css from '../register.module.css'

type Fact = readonly [name: string, value: ReactNode]

export const Facts = ({ facts }: { readonly facts: readonly (Fact | false | null)[] }) => (
  <dl className={css.facts}>
    {facts
      .filter((fact) => fact !== false && fact !== null)
      .map(([name, value]) => (
        <div key={name} className={css.fact}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
  </dl>
)

const joined = (...parts: readonly (string | null)[]): string => parts.filter((part) => part).join(' · ')

/** How a copy stands, and what it is a copy of. */
export const CopyFacts = ({ shown: { copy, document, issuance, file } }: { readonly shown: ShowResult }) => {
  const { t } = useTranslation()
  const person = ({ name, unit, id }: ShowResult['copy']['recipient']): string => joined(name, unit, id)
  return (
    <>
      <p className={css.standing}>
        <StandBadge state={copy.state} overdue={copy.overdue} />
        <span className={css.code}>{copy.code}</span>
      </p>
      <Facts
        facts={[
          [t('register.copy.recipient'), person(copy.recipient)],
          copy.holder !== null && [t('register.copy.holder'), person(copy.holder)],
          copy.due !== null && [t('register.copy.due'), formatDay(copy.due)],
          copy.handedOut !== null && [
            t('register.copy.handed-out'),
            joined(
              formatDay(copy.handedOut),
              copy.channel === null ? null : t(`steps.choices.channel.${copy.channel}`),
            ),
          ],
          copy.receipt !== null && [
            t('register.copy.receipt'),
            joined(
              copy.receipt.name,
              formatDay(copy.receipt.on),
              copy.receipt.scan === null ? null : t('register.copy.with-scan'),
            ),
          ],
          copy.pages !== null && [
            t('register.copy.pages'),
            joined(
              formatDay(copy.pages.on),
              t(copy.pages.complete ? 'steps.choices.complete.yes' : 'steps.choices.complete.no'),
            ),
          ],
          copy.returned !== null && [
            t('register.copy.returned'),
            joined(
              formatDay(copy.returned.on),
              t(`steps.choices.condition.${copy.returned.condition}`),
              copy.returned.receiver,
            ),
          ],
          copy.destroyed !== null && [
            t('register.copy.destroyed'),
            joined(
              formatDay(copy.destroyed.on),
              copy.destroyed.method,
              copy.destroyed.certificate,
              copy.destroyed.witnesses.join(', '),
            ),
          ],
          copy.lost !== null && [t('register.copy.lost'), formatDay(copy.lost)],
          copy.incidents.length > 0 && [t('register.copy.incidents'), copy.incidents.join(', ')],
          copy.mustered !== null && [
            t('register.copy.mustered'),
            joined(
              formatTime(copy.mustered.at),
              t(copy.mustered.found ? 'register.copy.seen' : 'register.copy.not-seen'),
            ),
          ],
          [
            t('register.copy.document'),
            joined(document.title, document.number, document.classification, document.term),
          ],
          document.retainUntil !== null && [t('register.copy.retain-until'), formatDay(document.retainUntil)],
          [t('register.copy.issuance'), joined(issuance.occasion, formatTime(issuance.issued), issuance.by)],
          (issuance.approver !== null || issuance.basis !== null) && [
            t('register.copy.basis'),
            joined(issuance.basis, issuance.approver),
          ],
          [
            t('register.copy.file'),
            file.sha256 === null ? (
              t('register.copy.no-file')
            ) : (
              <>
                <span className={css.hash}>{file.sha256}</span>
                <br />
                {joined(
                  file.bytes === null ? null : formatBytes(file.bytes),
                  file.sealed === null ? null : t('register.copy.sealed', { when: formatTime(file.sealed) }),
                )}
              </>
            ),
          ],
        ]}
      />
    </>
  )
}
