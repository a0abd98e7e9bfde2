import { useCallback, useEffect, useRef, useState } from 'react'
import { Button, SegmentedControl } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { conditionSchema } from '../../../../shared/contract/custody-events.ts'
import type { Condition } from '../../../../shared/contract/custody-events.ts'
import { call } from '../../../client.ts'
import { ErrorNote } from '../../../parts/error-note.tsx'
import { Page } from '../../../parts/page.tsx'
import { useLoaded } from '../../../parts/use-loaded.ts'
import { asFailure } from '../../../tasks/tasks.ts'
import { BackButton } from '../back-button.tsx'
import { CodeField } from '../code-field.tsx'
import { SheetButton } from '../papers/sheet-button.tsx'
import { StepDialog } from '../../../parts/steps/step-dialog.tsx'
import { undoSteps } from '../../../parts/steps/undo-steps.ts'
import { begin, meet, missingOf, take, untakeLast } from './collecting.ts'
import type { Collecting } from './collecting.ts'
import { CollectLists } from './collect-lists.tsx'
import { Said } from './said.tsx'
import type { Saying } from './said.tsx'
import css from '../register.module.css'

const MOST_COPIES = 10_000
const isCondition = (name: string): name is Condition =>
  conditionSchema.options.some((condition) => condition === name)

/** Collection at a meeting's end: codes one after the other, each on record at once, until nothing is missing. */
export const Collect = ({ issuance }: { readonly issuance: string }) => {
  const { t } = useTranslation()
  const { value, failure, refresh } = useLoaded(
    useCallback(() => call('register.copies', { issuance, limit: MOST_COPIES }), [issuance]),
  )
  const [collecting, setCollecting] = useState<Collecting | null>(null)
  const [saying, setSaying] = useState<Saying | null>(null)
  const [condition, setCondition] = useState<Condition>('good')
  const [recalling, setRecalling] = useState(false)
  // One code after the other, however fast they come.
  const queue = useRef<Promise<void>>(Promise.resolve())
  const now = useRef<Collecting | null>(null)
  now.current = collecting
  useEffect(() => {
    if (value) setCollecting((before) => before ?? begin(value.rows))
  }, [value])
  const change = (next: Collecting): void => {
    now.current = next
    setCollecting(next)
  }

  const takeIn = async (code: string): Promise<void> => {
    if (now.current === null) return
    const met = meet(now.current, code)
    if (met.kind !== 'take') return setSaying({ ...met, code })
    try {
      const { copies } = await call('custody.step', {
        copies: { names: [code] },
        step: { type: 'copy-returned', condition },
      })
      change(take(now.current, { copy: met.copy, event: copies[0].event }))
      setSaying({ kind: 'taken', copy: met.copy, code })
    } catch (error) {
      setSaying({ kind: 'failed', code, failure: asFailure(error) })
    }
  }
  const onCode = (code: string): void => {
    queue.current = queue.current.then(() => takeIn(code))
  }
  const undo = async (): Promise<void> => {
    const last = now.current?.taken.at(-1)
    if (now.current === null || last === undefined) return
    if (!(await undoSteps({ copies: [{ ...last.copy, event: last.event }] }, t('steps.undo-reason')))) return
    change(untakeLast(now.current))
    setSaying({ kind: 'undone', copy: last.copy, code: last.copy.code })
  }
  const missing = collecting === null ? [] : missingOf(collecting)
  const taken = collecting?.taken ?? []
  return (
    <Page
      title={t('register.collecting.title')}
      {...(value?.rows[0]
        ? { lead: [value.rows[0].title, value.rows[0].occasion].filter(Boolean).join(' · ') }
        : {})}
      actions={
        <>
          <SheetButton sheet="collection" of={[issuance]} />
          <BackButton />
        </>
      }
    >
      {failure && <ErrorNote failure={failure} onRetry={refresh} />}
      {collecting && (
        <div className={css.collect}>
          <div className={css.collectDesk}>
            <CodeField
              label={t('register.collecting.field')}
              onCode={onCode}
              onSlip={(code) => setSaying({ kind: 'slip', code })}
            />
            <div className={css.choice}>
              <span className={css.choiceLabel} id="collect-condition">
                {t('steps.fields.condition')}
              </span>
              <SegmentedControl
                aria-labelledby="collect-condition"
                value={condition}
                onChange={(name) => isCondition(name) && setCondition(name)}
                data={conditionSchema.options.map((name) => ({
                  value: name,
                  label: t(`steps.choices.condition.${name}`),
                }))}
              />
            </div>
            <Said saying={saying} />
            <div className={css.actions}>
              <Button
                variant="default"
                disabled={taken.length === 0}
                leftSection={<IconArrowBackUp size={16} aria-hidden />}
                onClick={() => void undo()}
              >
                {t('register.collecting.undo')}
              </Button>
              <Button variant="default" disabled={missing.length === 0} onClick={() => setRecalling(true)}>
                {t('register.collecting.recall', { count: missing.length })}
              </Button>
            </div>
          </div>
          <CollectLists collecting={collecting} />
        </div>
      )}
      {recalling && (
        <StepDialog
          type="copy-recalled"
          copies={missing}
          onClose={() => setRecalling(false)}
          onDone={refresh}
        />
      )}
    </Page>
  )
}
