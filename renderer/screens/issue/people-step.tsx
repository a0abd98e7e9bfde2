import { Button, Textarea } from '@mantine/core'
import { IconClipboardText, IconFileSpreadsheet, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../client.ts'
import { sendFile } from '../../client/files.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { FileDrop } from '../../parts/file-drop.tsx'
import { Note } from '../../parts/note.tsx'
import { toast } from '../../parts/toast.ts'
import { useWork } from '../../parts/use-work.ts'
import { formatNumber } from '../../words/format.ts'
import { AddPerson } from './add-person.tsx'
import { addRecipients, useDraft } from './draft.ts'
import { PeopleTable } from './people-table.tsx'
import { useReadiness } from './readiness.ts'
import { SavedLists } from './saved-lists.tsx'
import { StepCard } from './step-card.tsx'
import css from './issue.module.css'

const useTakeList = () => {
  const { t } = useTranslation()
  const [problems, setProblems] = useState<readonly string[]>([])
  const { busy, failure, run, clear } = useWork()
  const take = async (asked: Parameters<typeof call<'issue.read-list'>>[1]) => {
    const read = await call('issue.read-list', asked)
    setProblems(read.problems)
    const before = useDraft.getState().rows
    addRecipients(read.recipients)
    toast(t('issue.added', { count: read.recipients.length, shown: formatNumber(read.recipients.length) }), {
      action: { label: t('common.undo'), run: () => useDraft.setState({ rows: before }) },
    })
  }
  return {
    busy,
    failure,
    problems,
    clear,
    takeText: (text: string) => run(() => take({ text })),
    takeFile: (file: File) => run(async () => take({ file: (await sendFile(file)).file })),
    forget: () => setProblems([]),
  }
}

const Paste = ({ onText }: { readonly onText: (text: string) => void }) => {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const use = (given: string) => {
    if (given.trim() === '') return
    setText('')
    onText(given)
  }
  return (
    <form
      className={css.inline}
      onSubmit={(event) => {
        event.preventDefault()
        use(text)
      }}
    >
      <Textarea
        className={css.grow}
        label={t('issue.paste-label')}
        description={t('issue.paste-why')}
        autosize
        minRows={2}
        maxRows={6}
        value={text}
        autoFocus
        onChange={(event) => setText(event.currentTarget.value)}
        onPaste={(event) => {
          const pasted = event.clipboardData.getData('text/plain')
          if (text !== '' || !/[\t\n]/.test(pasted.trim())) return
          event.preventDefault()
          use(pasted)
        }}
      />
      <Button type="submit" variant="light" disabled={text.trim() === ''}>
        {t('issue.paste-take')}
      </Button>
    </form>
  )
}

/** Whose copies: from a file, a spreadsheet's cells, a saved list, or typed; then a table to mend. */
export const PeopleStep = () => {
  const { t } = useTranslation()
  const rows = useDraft((state) => state.rows)
  const { problems } = useReadiness()
  const [pasting, setPasting] = useState(false)
  const list = useTakeList()
  const clearAll = () => {
    useDraft.setState({ rows: [] })
    list.forget()
    toast(t('issue.cleared'), {
      kind: 'note',
      action: { label: t('common.undo'), run: () => useDraft.setState({ rows }) },
    })
  }
  const dropWrong = () => {
    useDraft.setState({
      rows: rows.filter(({ key }) => !['same-id', 'same-person'].includes(problems.get(key) ?? '')),
    })
    toast(t('issue.duplicates-gone'), {
      action: { label: t('common.undo'), run: () => useDraft.setState({ rows }) },
    })
  }
  const duplicates = [...problems.values()].filter((problem) => problem.startsWith('same-')).length
  return (
    <StepCard
      id="people"
      number={2}
      actions={
        rows.length > 0 && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            leftSection={<IconTrash size={15} />}
            onClick={clearAll}
          >
            {t('issue.clear')}
          </Button>
        )
      }
    >
      <div className={css.sources}>
        <FileDrop
          compact
          accept=".csv,.tsv,.txt,.xlsx"
          label={t('issue.drop-list')}
          disabled={list.busy}
          onFiles={([file]) => file && void list.takeFile(file)}
        >
          <span className={css.source}>
            <IconFileSpreadsheet size={18} stroke={1.6} aria-hidden="true" />
            {t('issue.drop-list')}
          </span>
        </FileDrop>
        <Button
          variant="default"
          leftSection={<IconClipboardText size={17} />}
          aria-expanded={pasting}
          onClick={() => setPasting(!pasting)}
        >
          {t('issue.paste')}
        </Button>
        <SavedLists />
      </div>
      {pasting && (
        <Paste
          onText={(text) => {
            setPasting(false)
            void list.takeText(text)
          }}
        />
      )}
      {list.failure && <ErrorNote failure={list.failure} onDismiss={list.clear} />}
      {list.problems.length > 0 && (
        <Note kind="warn" title={t('issue.list-problems', { count: list.problems.length })}>
          <ul className={css.plain}>
            {list.problems.slice(0, 8).map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </Note>
      )}
      {duplicates > 0 && (
        <Note
          kind="warn"
          title={t('issue.duplicates', { count: duplicates })}
          action={
            <Button size="xs" variant="default" onClick={dropWrong}>
              {t('issue.duplicates-drop')}
            </Button>
          }
        >
          {t('issue.duplicates-why')}
        </Note>
      )}
      {rows.length > 0 && <PeopleTable rows={rows} problems={problems} />}
      <AddPerson />
    </StepCard>
  )
}
