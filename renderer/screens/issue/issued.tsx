import { Button, Checkbox, TextInput } from '@mantine/core'
import {
  IconArchive,
  IconClipboardList,
  IconFileZip,
  IconFolderOpen,
  IconHandGrab,
  IconPrinter,
} from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { hasShell, host } from '../../client/host.ts'
import { useNavigation } from '../../frame/navigation.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { Note } from '../../parts/note.tsx'
import { Section } from '../../parts/page.tsx'
import { formatNumber } from '../../words/format.ts'
import type { Issued as IssuedDraft } from './draft.ts'
import { useIssuedActions } from './issued-actions.ts'
import { IssuedCopies } from './issued-copies.tsx'
import css from './issue.module.css'

interface ActionProps {
  readonly icon: ReactNode
  readonly title: string
  readonly why: string
  readonly children: ReactNode
}

const Action = ({ icon, title, why, children }: ActionProps) => (
  <div className={css.action}>
    <span className={css.actionIcon} aria-hidden="true">
      {icon}
    </span>
    <div className={css.grow}>
      <strong>{title}</strong>
      <div className={css.hint}>{why}</div>
      <div className={css.actionRow}>{children}</div>
    </div>
  </div>
)

/** What became of the draft: its copies, and everything that is done with them next. */
export const Issued = ({ issued }: { readonly issued: IssuedDraft }) => {
  const { t } = useTranslation()
  const go = useNavigation((state) => state.go)
  const [duplex, setDuplex] = useState(true)
  const [due, setDue] = useState(issued.due)
  const { result, folder } = issued
  const { busy, failure, clear, print, zip, receipt, handOut, handedOut } = useIssuedActions(result)
  // The button that had the focus is gone with the draft.
  useEffect(() => {
    if (document.activeElement === document.body)
      document.querySelector<HTMLElement>('#screen-title')?.focus()
  }, [])
  const count = result.copies.length
  const shown = formatNumber(count)
  return (
    <>
      <Note
        kind="good"
        title={t('issue.done-title')}
        action={
          hasShell() ? (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconFolderOpen size={15} />}
              onClick={() => void host('host.reveal', { path: folder })}
            >
              {t('issue.reveal')}
            </Button>
          ) : undefined
        }
      >
        {t('issue.done-why', { count, shown, title: result.document.title, folder })}
        {result.wordings !== undefined &&
          ` ${t('wording.varied', { count: result.wordings, shown: formatNumber(result.wordings) })}`}
      </Note>
      {failure && <ErrorNote failure={failure} onDismiss={clear} />}
      <div className={css.actions}>
        <Action icon={<IconPrinter size={22} />} title={t('issue.print')} why={t('issue.print-why')}>
          <Button loading={busy === 'print'} onClick={() => void print(duplex)}>
            {t('issue.print-go')}
          </Button>
          <Checkbox
            label={t('issue.duplex')}
            checked={duplex}
            onChange={(event) => setDuplex(event.currentTarget.checked)}
          />
        </Action>
        <Action
          icon={<IconClipboardList size={22} />}
          title={t('issue.receipt')}
          why={t('issue.receipt-why')}
        >
          <Button variant="default" loading={busy === 'receipt'} onClick={() => void receipt()}>
            {t('issue.receipt-go')}
          </Button>
        </Action>
        <Action icon={<IconFileZip size={22} />} title={t('issue.zip')} why={t('issue.zip-why')}>
          <Button variant="default" loading={busy === 'zip'} onClick={() => void zip()}>
            {t('issue.zip-go')}
          </Button>
        </Action>
        <Action icon={<IconHandGrab size={22} />} title={t('issue.hand-out')} why={t('issue.hand-out-why')}>
          <TextInput
            type="date"
            aria-label={t('issue.field-due')}
            value={due}
            disabled={handedOut}
            onChange={(event) => setDue(event.currentTarget.value)}
          />
          <Button
            variant="default"
            loading={busy === 'hand-out'}
            disabled={handedOut}
            onClick={() => void handOut(due, issued.due)}
          >
            {handedOut ? t('issue.handed-out') : t('issue.hand-out-go', { count, shown })}
          </Button>
        </Action>
      </div>
      <Section
        title={t('issue.copies')}
        actions={
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconArchive size={16} />}
            onClick={() => go('register', { issuance: result.issuance })}
          >
            {t('issue.in-register')}
          </Button>
        }
      >
        <IssuedCopies copies={result.copies} />
      </Section>
    </>
  )
}
