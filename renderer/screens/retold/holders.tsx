import { Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Exposure, Holding } from '../../../shared/contract/retold-results.ts'
import { useNavigation } from '../../frame/navigation.ts'
import { Note } from '../../parts/note.tsx'
import { Section } from '../../parts/page.tsx'
import { formatDay } from '../../words/format.ts'
import css from './retold.module.css'

interface CopyLinkProps {
  readonly copy: string
  readonly id: string
}

const CopyLink = ({ copy, id }: CopyLinkProps) => {
  const { t } = useTranslation()
  const go = useNavigation((state) => state.go)
  return (
    <button
      type="button"
      className={css.link}
      aria-label={t('retold.holders.open-copy', { copy })}
      onClick={() => go('register', { copy: id })}
    >
      {copy}
    </button>
  )
}

const Row = ({ holding }: { readonly holding: Holding }) => {
  const { t } = useTranslation()
  const { copy, id, person, takenBy, from, until, ended, signed } = holding
  return (
    <Table.Tr>
      <Table.Td>
        <CopyLink copy={copy} id={id} />
      </Table.Td>
      <Table.Td>
        {person.name}
        {person.unit !== '' && <span className={css.sub}>{person.unit}</span>}
        {takenBy !== null && (
          <span className={css.sub}>{t('retold.holders.taken-by', { name: takenBy })}</span>
        )}
      </Table.Td>
      <Table.Td>{formatDay(from)}</Table.Td>
      <Table.Td>
        {until === null ? t('retold.holders.still') : formatDay(until)}
        {ended !== null && <span className={css.sub}>{t(`retold.holders.ended.${ended}`)}</span>}
      </Table.Td>
      <Table.Td>{t(signed ? 'retold.holders.signed' : 'retold.holders.not-signed')}</Table.Td>
    </Table.Tr>
  )
}

interface Props {
  readonly exposure: Exposure
  readonly at: string
  readonly title: string
}

/** Who had a copy by then, as far as the register knows. A list of holders, not of suspects. */
export const Holders = ({ exposure, at, title }: Props) => {
  const { t } = useTranslation()
  const { holdings, notHandedOut, copies } = exposure
  return (
    <Section
      title={t('retold.holders.title', { title })}
      lead={t('retold.holders.lead', { count: copies, day: formatDay(at) })}
    >
      {holdings.length === 0 ? (
        <p>{t('retold.holders.none')}</p>
      ) : (
        <Table.ScrollContainer minWidth={560}>
          <Table verticalSpacing={6} className={css.table}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('retold.holders.copy')}</Table.Th>
                <Table.Th>{t('retold.holders.who')}</Table.Th>
                <Table.Th>{t('retold.holders.from')}</Table.Th>
                <Table.Th>{t('retold.holders.until')}</Table.Th>
                <Table.Th>{t('retold.holders.receipt')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {holdings.map((holding) => (
                <Row key={`${holding.id}-${holding.person.name}-${holding.from}`} holding={holding} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {notHandedOut.length > 0 && (
        <div className={css.notHanded}>
          <p>{t('retold.holders.not-handed-out', { count: notHandedOut.length })}</p>
          <ul className={css.points}>
            {notHandedOut.map(({ copy, id, recipient }) => (
              <li key={id}>
                <CopyLink copy={copy} id={id} /> {recipient.name}
                {recipient.unit !== '' && <span className="dim"> · {recipient.unit}</span>}
              </li>
            ))}
          </ul>
        </div>
      )}
      <Note>{t('retold.holders.no-suspects')}</Note>
    </Section>
  )
}
