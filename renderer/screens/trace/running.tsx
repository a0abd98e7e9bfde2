import { Button, Progress } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { usePictureUrl } from '../../client/pictures.ts'
import { Page } from '../../parts/page.tsx'
import { isTextAlone, useTrace } from './trace-state.ts'
import type { Shown } from './trace-state.ts'
import css from './trace.module.css'

const STAGES = ['reading', 'finding', 'aligning', 'scoring', 'reporting'] as const
/** Text has no page to be straightened. */
const TEXT_STAGES = ['reading', 'finding', 'scoring', 'reporting'] as const
const PICTURES = ['found', 'straightened'] as const

const Coming = ({
  what,
  shown,
}: {
  readonly what: (typeof PICTURES)[number]
  readonly shown: Shown | undefined
}) => {
  const { t } = useTranslation()
  const url = usePictureUrl(shown?.picture)
  return (
    <figure className={css.coming} data-here={url !== undefined || undefined}>
      {url === undefined ? (
        <span className={css.comingNot} />
      ) : (
        <img src={url} alt={t(`trace.pictures.${what}`)} />
      )}
      <figcaption>{t(`trace.pictures.${what}`)}</figcaption>
    </figure>
  )
}

/** What is being done, with its pictures as they come. */
export const Running = () => {
  const { t } = useTranslation()
  const state = useTrace()
  const { leaks, texts, pictures, step, cancel } = state
  const textAlone = isTextAlone(state)
  const stages = textAlone ? TEXT_STAGES : STAGES
  const at = stages.findIndex((stage) => stage === step?.stage)
  const part = step && step.total > 0 ? step.done / step.total : 0
  return (
    <Page
      title={t('trace.running.title')}
      lead={[...leaks, ...texts].map(({ name }) => name).join(', ')}
      actions={
        <Button variant="default" onClick={cancel}>
          {t('tasks.stop')}
        </Button>
      }
    >
      <ol className={css.stages} aria-label={t('trace.running.stages')}>
        {stages.map((stage, index) => (
          <li
            key={stage}
            className={css.stage}
            data-state={index < at ? 'done' : index === at ? 'now' : 'then'}
            aria-current={index === at ? 'step' : undefined}
          >
            <span className={css.stageMark}>
              {index < at ? <IconCheck size={14} aria-hidden /> : index + 1}
            </span>
            {t(`trace.stages.${stage}`)}
          </li>
        ))}
      </ol>
      <Progress value={part * 100} aria-label={t('trace.running.part')} animated />
      {!textAlone && (
        <div className={css.comings}>
          {PICTURES.map((what) => (
            <Coming key={what} what={what} shown={pictures.find((shown) => shown.what === what)} />
          ))}
        </div>
      )}
    </Page>
  )
}
