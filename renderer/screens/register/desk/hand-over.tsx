import { useState } from 'react'
import { Button, Checkbox, SegmentedControl, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { HandoverResult } from '../../../../shared/contract/custody-results.ts'
import { areTwoPeople } from '../../../../shared/contract/custody-steps.ts'
import { useVault } from '../../../app-state.ts'
import { call } from '../../../client.ts'
import { ErrorNote } from '../../../parts/error-note.tsx'
import { Note } from '../../../parts/note.tsx'
import { Page, Section } from '../../../parts/page.tsx'
import { useWork } from '../../../parts/use-work.ts'
import { BackButton } from '../back-button.tsx'
import { goBack } from '../place.ts'
import { CodeList } from './code-list.tsx'
import type { Counted } from './code-list.tsx'
import { Stands } from './stands.tsx'
import css from '../register.module.css'

/** A new custodian takes over: what is at the desk, counted; and what is with people, as debts. */
export const HandOver = () => {
  const { t } = useTranslation()
  const { user } = useVault()
  const [from, setFrom] = useState(user.name)
  const [to, setTo] = useState('')
  const [way, setWay] = useState<'count' | 'trust'>('count')
  const [counted, setCounted] = useState<readonly Counted[]>([])
  const [acceptMissing, setAcceptMissing] = useState(false)
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const [result, setResult] = useState<HandoverResult | null>(null)
  const { busy, failure, run } = useWork()
  const problem = areTwoPeople([from, to]) ? null : t('register.handing-over.two')

  const record = async (): Promise<void> => {
    setTried(true)
    if (problem !== null) return
    await run(async () => {
      setResult(
        await call('custody.hand-over', {
          from: from.trim(),
          to: to.trim(),
          ...(way === 'count' ? { counted: { names: counted.map(({ code }) => code) } } : {}),
          ...(acceptMissing ? { acceptMissing } : {}),
          ...(note.trim() === '' ? {} : { note: note.trim() }),
        }),
      )
    })
  }
  if (result)
    return (
      <Page title={t('register.hand-over')} actions={<BackButton />}>
        <Note kind={result.missing.length === 0 ? 'good' : 'warn'}>
          {t('register.handing-over.result', {
            to: result.to,
            from: result.from,
            taken: result.taken.length,
            missing: result.missing.length,
            outstanding: result.outstanding.length,
          })}
        </Note>
        <Stands title={t('register.mustering.missing')} copies={result.missing} />
        <Stands title={t('register.handing-over.outstanding')} copies={result.outstanding} />
        <Button mt="lg" onClick={goBack}>
          {t('register.desk-count.done')}
        </Button>
      </Page>
    )
  return (
    <Page title={t('register.hand-over')} lead={t('register.handing-over.lead')} actions={<BackButton />}>
      <Section title={t('register.handing-over.who')}>
        <div className={css.pair}>
          <TextInput
            label={t('register.handing-over.from')}
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <TextInput
            label={t('register.handing-over.to')}
            value={to}
            onChange={(event) => setTo(event.currentTarget.value)}
            error={tried ? problem : null}
          />
        </div>
      </Section>
      <Section title={t('register.handing-over.what')} lead={t('register.handing-over.what-lead')}>
        <SegmentedControl
          aria-label={t('register.handing-over.what')}
          value={way}
          onChange={(name) => setWay(name === 'trust' ? 'trust' : 'count')}
          data={[
            { value: 'count', label: t('register.handing-over.count') },
            { value: 'trust', label: t('register.handing-over.trust') },
          ]}
        />
        {way === 'count' && (
          <div className={css.below}>
            <CodeList label={t('register.collecting.field')} counted={counted} onChange={setCounted} />
          </div>
        )}
      </Section>
      <Section title={t('register.handing-over.record')}>
        <div className={css.fields}>
          <Checkbox
            label={t('register.handing-over.accept')}
            checked={acceptMissing}
            onChange={(event) => setAcceptMissing(event.currentTarget.checked)}
          />
          <TextInput
            label={t('steps.fields.note')}
            description={t('steps.optional')}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        </div>
        {failure && <ErrorNote failure={failure} />}
        <div className={css.buttons}>
          <Button loading={busy} onClick={() => void record()}>
            {t('register.handing-over.do')}
          </Button>
        </div>
      </Section>
    </Page>
  )
}
