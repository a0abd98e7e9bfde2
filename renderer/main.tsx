import '@mantine/core/styles.css'
import './theme/tokens.css'
import './theme/base.css'
import { createRoot } from 'react-dom/client'
import { config } from 'zod'
import { App } from './app.tsx'
import { refreshApp } from './app-state.ts'
import { startWords, systemLanguage } from './words/i18n.ts'

// zod would otherwise try whether it may compile its parsers, which the content policy forbids.
config({ jitless: true })

const root = document.querySelector('#root')
if (!root) throw new Error('The page has no root.')

await startWords(systemLanguage())
createRoot(root).render(<App />)
await refreshApp().catch(() => undefined)
