import { useCallback, useEffect, useMemo, useRef } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { SHORTCUTS } from '../../shared/contract/app/shortcuts.ts'
import { Audit } from '../screens/audit/audit.tsx'
import { Issue } from '../screens/issue/issue.tsx'
import { Register } from '../screens/register/register.tsx'
import { Retold } from '../screens/retold/retold.tsx'
import { Settings } from '../screens/settings/settings.tsx'
import { Trace } from '../screens/trace/trace.tsx'
import { lockVault } from './lock.ts'
import { useCommands } from './commands.ts'
import { ErrorBoundary } from './error-boundary.tsx'
import { keysTo, SCREENS, useNavigation } from './navigation.ts'
import type { Screen } from './navigation.ts'
import { usePalette } from './palette-state.ts'
import { Rail } from './rail.tsx'
import css from './frame.module.css'

const CONTENT: Readonly<Record<Screen, () => ReactNode>> = {
  issue: Issue,
  register: Register,
  trace: Trace,
  retold: Retold,
  audit: Audit,
  settings: Settings,
}

/** What holds everywhere while a vault is open. */
const useFrameCommands = () => {
  const { t } = useTranslation()
  const go = useNavigation((state) => state.go)
  useCommands(
    useMemo(
      () => [
        ...SCREENS.map((screen, index) => ({
          id: `go-${screen}`,
          title: t(`nav.${screen}`),
          keys: keysTo(screen),
          also: `mod+${index + 1}`,
          run: () => go(screen),
        })),
        {
          id: 'palette',
          title: t('nav.palette'),
          keys: `mod+${SHORTCUTS.find}`,
          run: () => usePalette.setState({ open: 'palette' }),
        },
        { id: 'keys', title: t('nav.keys'), keys: '?', run: () => usePalette.setState({ open: 'keys' }) },
        { id: 'lock', title: t('nav.lock'), keys: `mod+${SHORTCUTS.lock}`, run: () => void lockVault() },
      ],
      [t, go],
    ),
  )
}

/** The window once a vault is open: the rail, and one screen beside it. */
export const Frame = () => {
  const { t } = useTranslation()
  const { screen, target } = useNavigation()
  const main = useRef<HTMLElement>(null)
  useFrameCommands()
  // A reader of the screen learns where it came to; others see no outline on a heading.
  useEffect(() => {
    main.current?.scrollTo(0, 0)
    document.querySelector<HTMLElement>('#screen-title')?.focus({ preventScroll: true })
  }, [screen, target])
  useEffect(() => {
    document.title = `${t(`nav.${screen}`)} - Siglum`
  }, [screen, t])
  const skip = useCallback(() => main.current?.focus(), [])
  const Content = CONTENT[screen]
  return (
    <div className={css.frame}>
      <button type="button" className={css.skip} onClick={skip}>
        {t('nav.skip')}
      </button>
      <Rail />
      <main className={css.main} ref={main} tabIndex={-1} aria-labelledby="screen-title">
        <ErrorBoundary key={screen}>
          <Content />
        </ErrorBoundary>
      </main>
    </div>
  )
}
