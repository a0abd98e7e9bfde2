import { useCallback, useState } from 'react'
import { Button, Checkbox, Modal, SegmentedControl, Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Question } from '../../../../shared/contract/app/register-calls.ts'
import { EXPORT_FORMATS } from '../../../../shared/contract/paper-results.ts'
import type { ExportFormat } from '../../../../shared/contract/paper-results.ts'
import { call } from '../../../client.ts'
import { ErrorNote } from '../../../parts/error-note.tsx'
import { useLoaded } from '../../../parts/use-loaded.ts'
import { formatList } from '../../../words/format.ts'
import { useQuestionWords } from '../lists/question-words.ts'
import { saveMade } from '../../../parts/save-made.ts'
import css from '../register.module.css'

interface Props {
  readonly question: Question
  readonly onClose: () => void
}

const PREVIEWED = 12
const isFormat = (name: string): name is ExportFormat => EXPORT_FORMATS.some((format) => format === name)

/** What will be in the file, which copies and why those, before it is made. */
export const ExportDialog = ({ question, onClose }: Props) => {
  const { t } = useTranslation()
  const words = useQuestionWords(question)
  const [format, setFormat] = useState<ExportFormat>('xlsx')
  const [byteOrderMark, setByteOrderMark] = useState(true)
  const { value, failure, refresh } = useLoaded(
    useCallback(() => call('export.preview', { question, rows: PREVIEWED }), [question]),
  )
  const make = (): void => {
    void saveMade(
      'register',
      t('register.exporting.task', { format: format.toUpperCase() }),
      (options) =>
        call('export.make', { question, format, ...(format === 'csv' ? { byteOrderMark } : {}) }, options),
      (names) => t('register.saved', { names: formatList(names) }),
    )
    onClose()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('register.exporting.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      size="90rem"
    >
      <div className={css.dialog}>
        <p className={css.about}>
          <strong>{words}</strong>
          {value && ` · ${t('register.count.copies', { count: value.total })}`}
        </p>
        {failure && <ErrorNote failure={failure} onRetry={refresh} />}
        {value && (
          <div
            className={css.preview}
            tabIndex={0}
            role="region"
            aria-label={t('register.exporting.preview')}
          >
            <Table striped verticalSpacing={4} className={css.previewTable}>
              <Table.Thead>
                <Table.Tr>
                  {value.columns.map((column) => (
                    <Table.Th key={column}>{column}</Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {value.rows.map((row, index) => (
                  <Table.Tr key={row.join('\u0000') + String(index)}>
                    {row.map((cell, place) => (
                      <Table.Td key={value.columns[place]}>{cell}</Table.Td>
                    ))}
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
        )}
        {value && value.total > value.rows.length && (
          <p className="dim">
            {t('register.exporting.first', { shown: value.rows.length, total: value.total })}
          </p>
        )}
        <div className={css.exportBar}>
          <SegmentedControl
            aria-label={t('register.exporting.format')}
            value={format}
            onChange={(name) => isFormat(name) && setFormat(name)}
            data={EXPORT_FORMATS.map((name) => ({ value: name, label: t(`register.formats.${name}`) }))}
          />
          {format === 'csv' && (
            <Checkbox
              label={t('register.exporting.bom')}
              checked={byteOrderMark}
              onChange={(event) => setByteOrderMark(event.currentTarget.checked)}
            />
          )}
        </div>
        <p className="dim">{t('register.exporting.note')}</p>
        <div className={css.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button onClick={make} disabled={!value || value.total === 0}>
            {t('register.exporting.do', { count: value?.total ?? 0 })}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
