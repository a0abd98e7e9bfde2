import { Button } from '@mantine/core'
import { IconArrowRight, IconWand } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-state.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { useWork } from '../../parts/use-work.ts'
import { useNavigation } from '../../frame/navigation.ts'
import { draftSample } from '../issue/draft-sample.ts'
import { StepForm } from './step-form.tsx'
import css from './first-run.module.css'

/** The vault is there; a sample paper is offered to try it with. */
export const Ready = ({ onStart }: { readonly onStart: () => void }) => {
  const { t } = useTranslation()
  const language = useApp((state) => state.app?.settings.language ?? 'en')
  const { busy, failure, run } = useWork()
  const start = () => {
    useNavigation.getState().go('issue')
    onStart()
  }
  const trySample = () =>
    run(async () => {
      await draftSample(language)
      start()
    })
  return (
    <StepForm title={t('firstRun.ready-title')} lead={t('firstRun.ready-why')}>
      {failure && <ErrorNote failure={failure} />}
      <Button size="md" leftSection={<IconWand size={18} />} loading={busy} onClick={() => void trySample()}>
        {t('firstRun.try-sample')}
      </Button>
      <div className={css.links}>
        <Button variant="default" rightSection={<IconArrowRight size={16} />} onClick={start}>
          {t('firstRun.go-issue')}
        </Button>
      </div>
    </StepForm>
  )
}
