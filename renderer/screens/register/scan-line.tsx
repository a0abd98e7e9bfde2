import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Note } from '../../parts/note.tsx'
import { useScanner } from '../../parts/scan/use-scanner.ts'
import { open } from './place.ts'
import css from './register.module.css'

/** Takes codes that are scanned, or typed with no field focused, and goes to the copy. A slip is said at the window's head. */
export const ScanLine = () => {
  const { t } = useTranslation()
  const [slip, setSlip] = useState<string | null>(null)
  useScanner((scanned) => {
    if (scanned.kind === 'code') {
      setSlip(null)
      open({ kind: 'copy', name: scanned.code })
    } else setSlip(scanned.typed)
  })
  return (
    <div className={css.slip} role="status">
      {slip !== null && (
        <Note kind="warn" title={t('register.mistyped', { code: slip })}>
          {t('register.mistyped-do')}
        </Note>
      )}
    </div>
  )
}
