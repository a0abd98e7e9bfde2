import { useCallback, useState } from 'react'
import { Button, NativeSelect, NumberInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { call } from '../../client.ts'
import { CornerEditor } from '../../parts/corners/corner-editor.tsx'
import { FIRST_CORNERS, isPageShape, turned } from '../../parts/corners/corner-geometry.ts'
import type { Corners } from '../../parts/corners/corner-geometry.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { Page, Section } from '../../parts/page.tsx'
import { useLoaded } from '../../parts/use-loaded.ts'
import { useDocuments } from './target.tsx'
import { backToResult, traceAgain, useTrace } from './trace-state.ts'
import css from './trace.module.css'

const WIDTH_PX = 1600

/** Where the page is not found by itself: which page it is, and where its corners are. */
export const HandAlign = () => {
  const { t } = useTranslation()
  const leak = useTrace((state) => state.leaks[0])
  const found = useTrace((state) => state.view?.result)
  const documents = useDocuments()
  const [chosen, setChosen] = useState(found?.document?.id ?? '')
  const [page, setPage] = useState(found?.page ?? 1)
  const [corners, setCorners] = useState<Corners>(FIRST_CORNERS)
  const { value: picture, failure } = useLoaded(
    useCallback(
      () =>
        leak ? call('trace.leak-picture', { file: leak.file, widthPx: WIDTH_PX }) : Promise.resolve(null),
      [leak],
    ),
  )
  const document = documents.find(({ id }) => id === chosen) ?? documents[0]
  const go = (): void => {
    if (!document || !leak) return
    const byHand = { document: document.id, page, corners: [...corners] as [...Corners] }
    void traceAgain(t('trace.task', { name: leak.name }), { document: document.id, byHand })
  }
  return (
    <Page
      title={t('trace.by-hand.title')}
      lead={t('trace.by-hand.lead')}
      actions={
        <Button variant="default" onClick={backToResult}>
          {t('common.back')}
        </Button>
      }
    >
      <Section title={t('trace.by-hand.which')}>
        <div className={css.which}>
          <NativeSelect
            label={t('trace.by-hand.document')}
            value={document?.id ?? ''}
            onChange={(event) => {
              setChosen(event.currentTarget.value)
              setPage(1)
            }}
            data={documents.map(({ id, title, number }) => ({
              value: id,
              label: [title, number].filter((part) => part).join(' · '),
            }))}
          />
          <NumberInput
            label={t('trace.by-hand.page', { pages: document?.pages ?? 1 })}
            min={1}
            max={document?.pages ?? 1}
            clampBehavior="strict"
            allowDecimal={false}
            value={page}
            onChange={(value) => setPage(Math.max(1, Number(value) || 1))}
          />
        </div>
      </Section>
      <Section
        title={t('trace.by-hand.where')}
        lead={t('trace.by-hand.where-lead')}
        actions={
          <Button size="xs" variant="default" onClick={() => setCorners(turned(corners))}>
            {t('trace.by-hand.turn')}
          </Button>
        }
      >
        {failure && <ErrorNote failure={failure} />}
        {picture && <CornerEditor picture={picture} corners={corners} onChange={setCorners} />}
      </Section>
      <div className={css.after}>
        <Button disabled={!document || !picture || !isPageShape(corners)} onClick={go}>
          {t('trace.by-hand.go')}
        </Button>
      </div>
    </Page>
  )
}
