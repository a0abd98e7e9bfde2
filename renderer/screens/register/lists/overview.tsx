import { useCallback } from 'react'
import type { ReactNode } from 'react'
import { Button, Table } from '@mantine/core'
import { IconArchive } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { OUTSTANDING } from '../../../../shared/contract/custody-steps.ts'
import type { IssuanceListRow } from '../../../../shared/contract/app/register-calls.ts'
import { call } from '../../../client.ts'
import { useNavigation } from '../../../frame/navigation.ts'
import { Empty } from '../../../parts/empty.tsx'
import { ErrorNote } from '../../../parts/error-note.tsx'
import { Section } from '../../../parts/page.tsx'
import { useLoaded } from '../../../parts/use-loaded.ts'
import { formatDay, formatNumber } from '../../../words/format.ts'
import { open, showCopies, showTab } from '../place.ts'
import { useMayKeep } from '../use-may.ts'
import css from '../register.module.css'

interface TileProps {
  readonly figure: number
  readonly name: string
  readonly tone?: 'bad'
  readonly onClick: () => void
}

const Tile = ({ figure, name, tone, onClick }: TileProps): ReactNode => (
  <button type="button" className={css.tile} data-tone={figure > 0 ? tone : undefined} onClick={onClick}>
    <span className={css.tileFigure}>{formatNumber(figure)}</span>
    <span className={css.tileName}>{name}</span>
  </button>
)

const OpenIssuances = ({ rows }: { readonly rows: readonly IssuanceListRow[] }) => {
  const { t } = useTranslation()
  const may = useMayKeep()
  if (rows.length === 0) return <p className="dim">{t('register.overview.none-open')}</p>
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table verticalSpacing={7}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('register.columns.title')}</Table.Th>
            <Table.Th>{t('register.columns.occasion')}</Table.Th>
            <Table.Th className={css.number}>{t('register.columns.out')}</Table.Th>
            <Table.Th className={css.number}>{t('register.columns.overdue')}</Table.Th>
            <Table.Th>
              <span className="unseen">{t('register.columns.actions')}</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.id}>
              <Table.Td>
                <button
                  type="button"
                  className={css.link}
                  onClick={() => open({ kind: 'issuance', issuance: row.id })}
                >
                  {row.title}
                </button>
                <div className={css.sub}>
                  {[row.documentNumber, formatDay(row.issued)].filter((part) => part).join(' · ')}
                </div>
              </Table.Td>
              <Table.Td>{row.occasion}</Table.Td>
              <Table.Td className={css.number}>
                {t('register.overview.out-of', { out: row.out, copies: row.copies })}
              </Table.Td>
              <Table.Td className={css.number} data-bad={row.overdue > 0 || undefined}>
                {formatNumber(row.overdue)}
              </Table.Td>
              <Table.Td className={css.number}>
                {may && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    onClick={() => open({ kind: 'collect', issuance: row.id })}
                  >
                    {t('register.collect')}
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

/** What needs attention, before any list. */
export const Overview = () => {
  const { t } = useTranslation()
  const go = useNavigation((state) => state.go)
  const { value, failure, refresh } = useLoaded(useCallback(() => call('register.overview', {}), []))
  if (failure) return <ErrorNote failure={failure} onRetry={refresh} />
  if (!value) return null
  if (value.copies === 0)
    return (
      <Empty
        icon={<IconArchive size={30} />}
        title={t('register.empty.title')}
        action={<Button onClick={() => go('issue')}>{t('register.empty.issue')}</Button>}
      >
        {t('register.empty.text')}
      </Empty>
    )
  const out = OUTSTANDING.reduce((sum, state) => sum + (value.states[state] ?? 0), 0)
  return (
    <div className={css.overview}>
      <div className={css.tiles}>
        <Tile
          figure={out}
          name={t('register.overview.out', { count: out })}
          onClick={() => showCopies({ states: OUTSTANDING })}
        />
        <Tile
          figure={value.overdue}
          name={t('register.overview.overdue', { count: value.overdue })}
          tone="bad"
          onClick={() => showCopies({ overdue: true })}
        />
        <Tile
          figure={value.states.lost ?? 0}
          name={t('register.overview.lost', { count: value.states.lost ?? 0 })}
          tone="bad"
          onClick={() => showCopies({ states: ['lost'] })}
        />
        <Tile
          figure={value.issuances}
          name={t('register.overview.issuances', { count: value.issuances })}
          onClick={() => showTab('issuances')}
        />
        <Tile
          figure={value.documents}
          name={t('register.overview.documents', { count: value.documents })}
          onClick={() => showTab('documents')}
        />
        <Tile
          figure={value.copies}
          name={t('register.overview.copies', { count: value.copies })}
          onClick={() => showCopies({})}
        />
      </div>
      <Section title={t('register.overview.open')} lead={t('register.overview.open-lead')}>
        <OpenIssuances rows={value.open} />
      </Section>
    </div>
  )
}
