import { create } from 'zustand'

export interface Question {
  readonly title: string
  /** What will be, and what cannot be undone: a line each. */
  readonly consequences: readonly string[]
  readonly confirm: string
  readonly cancel?: string
  readonly danger?: boolean
}

export const useQuestion = create<{
  readonly question: (Question & { readonly answer: (yes: boolean) => void }) | null
}>(() => ({ question: null }))

/** Asks before what cannot be undone. */
export const confirm = (question: Question): Promise<boolean> =>
  new Promise((resolve) => {
    useQuestion.setState({
      question: {
        ...question,
        answer: (yes) => {
          useQuestion.setState({ question: null })
          resolve(yes)
        },
      },
    })
  })
