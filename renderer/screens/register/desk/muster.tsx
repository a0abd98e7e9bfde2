import { useState } from 'react'
import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MusterResult } from '../../../../shared/contract/custody-results.ts'
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

const PLACES = ['desk', 'out', 'all'] as const
type MusterPlace = (typeof PLACES)[number]
const isPlace = (name: string): name is MusterPlace => PLACES.some((place) => place === name)

/** Inventory: what should be there against what is. */
export const Muster = () => {
  const { t } = useTranslation()
  const [place, setPlace] = useState<MusterPlace>('desk')
  const [counted, setCounted] = useState<readonly Counted[]>([])
  const [note, setNote] = useState('')
  const [result, setResult] = useState<MusterResult | null>(null)
  const { busy, failure, run } = useWork()

  const record = async (): Promise<void> => {
    await run(async () => {
      const found = { names: counted.map(({ code }) => code) }
      setResult(
        await call('custody.muster', { found, place, ...(note.trim() === '' ? {} : { note: note.trim() }) }),
      )
    })
  }
  if (result)
    return (
      <Page title={t('register.muster')} actions={<BackButton />}>
        <Note kind={result.missing.length === 0 ? 'good' : 'warn'}>
          {t('register.mustering.result', {
            expected: result.expected,
            found: result.found.length - result.unexpected.length,
            missing: result.missing.length,
          })}
        </Note>
        <Stands title={t('register.mustering.missing')} copies={result.missing} />
        <Stands title={t('register.mustering.unexpected')} copies={result.unexpected} />
        <Button mt="lg" onClick={goBack}>
          {t('register.desk-count.done')}
        </Button>
      </Page>
    )
  return (
    <Page title={t('register.muster')} lead={t('register.mustering.lead')} actions={<BackButton />}>
      <Section title={t('register.mustering.where')}>
        <SegmentedControl
          aria-label={t('register.mustering.where')}
          value={place}
          onChange={(name) => isPlace(name) && setPlace(name)}
          data={PLACES.map((name) => ({ value: name, label: t(`register.mustering.places.${name}`) }))}
        />
      </Section>
      <Section title={t('register.mustering.count')}>
        <CodeList label={t('register.collecting.field')} counted={counted} onChange={setCounted} />
      </Section>
      <Section title={t('register.mustering.record')} lead={t('register.mustering.record-lead')}>
        <TextInput
          label={t('steps.fields.note')}
          description={t('steps.optional')}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {failure && <ErrorNote failure={failure} />}
        <div className={css.buttons}>
          <Button loading={busy} onClick={() => void record()}>
            {t('register.mustering.do', { count: counted.length })}
          </Button>
        </div>
      </Section>
    </Page>
  )
}
