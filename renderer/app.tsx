import { MantineProvider } from '@mantine/core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useApp } from './app-state.ts'
import { useConnection } from './client.ts'
import { useKeyboard } from './frame/commands.ts'
import { Frame } from './frame/frame.tsx'
import { useBusyGuard, useIdleLock } from './frame/lock.ts'
import { Lost } from './frame/lost.tsx'
import { Palette } from './frame/palette.tsx'
import frame from './frame/frame.module.css'
import { Asking } from './parts/asking.tsx'
import { Toasts } from './parts/toasts.tsx'
import { FirstRun } from './screens/first-run/first-run.tsx'
import { theme } from './theme/theme.ts'
import { useColorScheme } from './theme/color-scheme.ts'
import { speak } from './words/i18n.ts'

const Content = () => {
  const { t } = useTranslation()
  const connection = useConnection((state) => state.state)
  const app = useApp((state) => state.app)
  if (connection === 'lost') return <Lost />
  if (!app) return <main className={frame.centre}>{t('frame.connecting')}</main>
  return app.vault ? <Frame /> : <FirstRun />
}

export const App = () => {
  const language = useApp((state) => state.app?.settings.language)
  const scheme = useColorScheme()
  useKeyboard()
  useIdleLock()
  useBusyGuard()
  useEffect(() => {
    if (language) void speak(language)
  }, [language])
  return (
    <MantineProvider
      theme={theme}
      forceColorScheme={scheme}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <Content />
      <Palette />
      <Asking />
      <Toasts />
    </MantineProvider>
  )
}
