import { Button } from '@mantine/core'
import { IconFileText } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { SheetKind } from '../../../../shared/contract/paper-results.ts'
import { call } from '../../../client.ts'
import { formatList } from '../../../words/format.ts'
import { useMayExport } from '../use-may.ts'
import { saveMade } from '../../../parts/save-made.ts'

interface Props {
  readonly sheet: SheetKind
  readonly of: readonly string[]
}

/** A sheet of paper as PDF. */
export const SheetButton = ({ sheet, of }: Props) => {
  const { t } = useTranslation()
  const may = useMayExport()
  if (!may) return null
  const make = (): void =>
    void saveMade(
      'register',
      t(`register.sheets.${sheet}`),
      (options) => call('export.sheet', { sheet, of: [...of] }, options),
      (names) => t('register.saved', { names: formatList(names) }),
    )
  return (
    <Button variant="default" leftSection={<IconFileText size={16} aria-hidden />} onClick={make}>
      {t(`register.sheets.${sheet}`)}
    </Button>
  )
}
