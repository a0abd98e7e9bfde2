import { Button } from '@mantine/core'
import { Component } from 'react'
import type { ReactNode } from 'react'
import { Translation } from 'react-i18next'
import { Note } from '../parts/note.tsx'
import css from './frame.module.css'

interface State {
  readonly error: Error | null
}

/** Keeps a screen that failed from taking the others with it. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: null }

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (!error) return this.props.children
    return (
      <div className={css.centre} role="alert">
        <Translation>
          {(t) => (
            <Note
              kind="warn"
              title={t('frame.crash-title')}
              action={
                <Button size="xs" onClick={() => this.setState({ error: null })}>
                  {t('frame.crash-again')}
                </Button>
              }
            >
              <p>{t('frame.crash-why')}</p>
              <p className="mono">{error.message}</p>
            </Note>
          )}
        </Translation>
      </div>
    )
  }
}
