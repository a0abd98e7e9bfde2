import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigation } from '../../frame/navigation.ts'
import { Collect } from './collect/collect.tsx'
import { CopyPage } from './copy/copy-page.tsx'
import { HandOver } from './desk/hand-over.tsx'
import { Muster } from './desk/muster.tsx'
import { DocumentPage } from './document-page.tsx'
import { IssuancePage } from './issuance-page.tsx'
import { RegisterLists } from './lists/register-lists.tsx'
import { ScanLine } from './scan-line.tsx'
import { open, useWhere } from './place.ts'
import type { Place } from './place.ts'

const shown = (place: Place): ReactNode => {
  switch (place.kind) {
    case 'copy':
      return <CopyPage key={place.name} name={place.name} />
    case 'issuance':
      return <IssuancePage key={place.issuance} issuance={place.issuance} />
    case 'document':
      return <DocumentPage key={place.document.id} document={place.document} />
    case 'collect':
      return <Collect key={place.issuance} issuance={place.issuance} />
    case 'muster':
      return <Muster />
    case 'hand-over':
      return <HandOver />
  }
}

/** Places where codes that are scanned mean something of their own. */
const TAKES_CODES: readonly Place['kind'][] = ['collect', 'muster', 'hand-over']

export const Register = () => {
  const { i18n } = useTranslation()
  const target = useNavigation((state) => state.target)
  const place = useWhere((state) => state.opened.at(-1))
  useEffect(() => {
    if (target.copy !== undefined) open({ kind: 'copy', name: target.copy })
    else if (target.issuance !== undefined) open({ kind: 'issuance', issuance: target.issuance })
    else if (target.document !== undefined)
      useWhere.setState((where) => ({
        tab: 'copies',
        opened: [],
        filter: { ...where.filter, document: target.document ?? '' },
      }))
  }, [target])
  // Whoever follows by ear learns where the screen has gone.
  useEffect(() => {
    if (place) document.querySelector<HTMLElement>('#screen-title')?.focus({ preventScroll: true })
  }, [place])
  return (
    <div key={i18n.language} style={{ display: 'contents' }}>
      {!(place && TAKES_CODES.includes(place.kind)) && <ScanLine />}
      {place ? shown(place) : <RegisterLists />}
    </div>
  )
}
