import { Button, Checkbox, UnstyledButton } from '@mantine/core'
import { IconChevronRight, IconDeviceFloppy, IconSearch, IconX } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNote } from '../../../parts/error-note.tsx'
import { FileDrop } from '../../../parts/file-drop.tsx'
import { Note } from '../../../parts/note.tsx'
import { toast } from '../../../parts/toast.ts'
import { Running } from '../../../tasks/running.tsx'
import { isActive, useTasks } from '../../../tasks/tasks.ts'
import { formatNumber } from '../../../words/format.ts'
import { sayFailure } from '../../../words/say-failure.ts'
import { useDraft } from '../draft.ts'
import { PlaceList } from './place-list.tsx'
import { findWordings, readSideFile, saveSideFile, setAgreed, useWordingFailure } from './take-wordings.ts'
import { countUsed, USUALLY_NEEDED } from './wordings.ts'
import type { Wordings } from './wordings.ts'
import issue from '../issue.module.css'
import css from './wording.module.css'

const Start = ({ title }: { readonly title: string }) => {
  const { t } = useTranslation()
  const running = useDraft((state) => state.running)
  return (
    <div className={css.start}>
      <Button
        variant="default"
        leftSection={<IconSearch size={16} />}
        disabled={running}
        onClick={() => void findWordings(t('wording.task', { title }))}
      >
        {t('wording.find')}
      </Button>
      <FileDrop
        compact
        accept=".json,application/json"
        label={t('wording.drop')}
        onFiles={([file]) => file && void readSideFile(file)}
      >
        <span>{t('wording.drop')}</span>
      </FileDrop>
    </div>
  )
}

/** Why others are not on the list, as the engine has it. */
const Refused = ({ refused }: Pick<Wordings, 'refused'>) => {
  const { t } = useTranslation()
  const count = refused.reduce((sum, { places }) => sum + places, 0)
  if (count === 0) return null
  return (
    <details className={css.reasons}>
      <summary>{t('wording.refused', { count, shown: formatNumber(count) })}</summary>
      <ul>
        {refused.map(({ reason, places }) => (
          <li key={reason}>{`${formatNumber(places)}: ${sayFailure(reason)}`}</li>
        ))}
      </ul>
    </details>
  )
}

/** What a leak would have to show, said honestly where the paper has not so much. */
const Worth = ({ list, ticked, needed }: Wordings) => {
  const { t } = useTranslation()
  const count = ticked.size > 0 ? ticked.size : list.places.length
  if (count >= needed.places) return null
  const words = {
    count,
    shown: formatNumber(count),
    needed: formatNumber(needed.places),
    copies: formatNumber(needed.copies),
  }
  return <Note>{ticked.size > 0 ? t('wording.few-ticked', words) : t('wording.few-found', words)}</Note>
}

const putAway = (said: string, undo: string): void => {
  const { wordings } = useDraft.getState()
  useDraft.setState({ wordings: null })
  toast(said, { kind: 'note', action: { label: undo, run: () => useDraft.setState({ wordings }) } })
}

/** What can be done with the list as a whole. */
const Actions = ({ wordings }: { readonly wordings: Wordings }) => {
  const { t } = useTranslation()
  return (
    <div className={css.actions}>
      <Button
        size="xs"
        variant="subtle"
        color="gray"
        leftSection={<IconX size={15} />}
        onClick={() => putAway(t('wording.put-away-done'), t('common.undo'))}
      >
        {t('wording.put-away')}
      </Button>
      {wordings.list.places.length > 0 && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconDeviceFloppy size={15} />}
          onClick={() => toast(t('issue.file-saved', { name: saveSideFile(wordings) }))}
        >
          {t('wording.save')}
        </Button>
      )}
    </div>
  )
}

const Choice = ({ wordings }: { readonly wordings: Wordings }) => {
  const { t } = useTranslation()
  const { list, ticked, agreed, refused } = wordings
  const [count, places] = [ticked.size, list.places.length]
  const shown = formatNumber(count)
  if (places === 0)
    return (
      <>
        <Note>{t('wording.none')}</Note>
        <Refused refused={refused} />
        <Actions wordings={wordings} />
      </>
    )
  return (
    <>
      <PlaceList list={list} ticked={ticked} />
      <Refused refused={refused} />
      <Worth {...wordings} />
      <Checkbox
        checked={agreed}
        disabled={count === 0}
        label={t('wording.agreed', { count, shown })}
        description={t(agreed ? 'wording.agreed-for' : 'wording.agreed-why')}
        onChange={(event) => setAgreed(event.currentTarget.checked)}
      />
      <div className={css.totals}>
        <span role="status">{t('wording.ticked', { ticked: shown, places: formatNumber(places) })}</span>
        <Actions wordings={wordings} />
      </div>
      {count > 0 && !agreed && <div className={issue.hint}>{t('wording.save-why')}</div>}
    </>
  )
}

/** The button that had the focus goes as the work begins or ends; its place is the card's heading then, for whoever uses keys. */
const useFocusKept = (stage: string) => {
  const heading = useRef<HTMLButtonElement>(null)
  const before = useRef(stage)
  useEffect(() => {
    if (before.current !== stage && document.activeElement === document.body)
      heading.current?.focus({ preventScroll: true })
    before.current = stage
  }, [stage])
  return heading
}

/** Words that may differ from copy to copy, where the author agrees: an offer, closed until somebody wants it. */
export const WordingCard = () => {
  const { t } = useTranslation()
  const paper = useDraft((state) => state.paper)
  const wordings = useDraft((state) => state.wordings)
  const { failure } = useWordingFailure()
  const task = useTasks((state) => state.tasks.find((one) => one.work === 'wordings' && isActive(one)))
  const [open, setOpen] = useState(wordings !== null)
  const heading = useFocusKept(task ? 'finding' : wordings === null ? 'start' : 'list')
  if (!paper) return null
  const used = countUsed(wordings)
  const needed = formatNumber(wordings?.needed.places ?? USUALLY_NEEDED)
  return (
    <section className={issue.card} aria-labelledby="wording-title">
      <h2 className={css.heading}>
        <UnstyledButton
          ref={heading}
          id="wording-title"
          className={css.toggle}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <IconChevronRight size={17} aria-hidden="true" />
          <span>{t('wording.title')}</span>
          <span className={css.summary}>
            {used > 0 ? t('wording.used', { count: used, shown: formatNumber(used) }) : t('wording.optional')}
          </span>
        </UnstyledButton>
      </h2>
      {open && (
        <>
          <p className={issue.cardLead}>{t('wording.lead', { needed })}</p>
          {failure && (
            <ErrorNote failure={failure} onDismiss={() => useWordingFailure.setState({ failure: null })} />
          )}
          {task ? <Running task={task} /> : wordings === null && <Start title={paper.look.title} />}
          {wordings !== null && <Choice wordings={wordings} />}
        </>
      )}
    </section>
  )
}

/** Beside the button that issues: whether wordings will be used, so that nobody is surprised. */
export const WordingSaying = () => {
  const { t } = useTranslation()
  const wordings = useDraft((state) => state.wordings)
  const count = wordings?.ticked.size ?? 0
  const shown = formatNumber(count)
  if (wordings === null || count === 0) return null
  return wordings.agreed ? (
    <div className={issue.hint}>{t('wording.will-vary', { count, shown })}</div>
  ) : (
    <Note kind="warn">{t('wording.not-agreed', { count, shown })}</Note>
  )
}
