import { useDeferredValue } from 'react'
import { useDraft } from './draft.ts'
import type { Row } from './draft.ts'
import { rowProblems } from './row-problems.ts'

type Problems = ReturnType<typeof rowProblems>

/** Looked for once for a list, whoever asks. */
const known = new WeakMap<readonly Row[], Problems>()

const problemsOf = (rows: readonly Row[]): Problems => {
  const problems = known.get(rows) ?? rowProblems(rows)
  known.set(rows, problems)
  return problems
}

/** What still keeps the draft from being issued. */
export const useReadiness = () => {
  // After the key that was typed is shown: a list may have ten thousand rows.
  const rows = useDeferredValue(useDraft((state) => state.rows))
  const hasPaper = useDraft((state) => state.paper !== null)
  const hasFolder = useDraft((state) => state.folder.trim() !== '')
  const problems = problemsOf(rows)
  const missing = !hasPaper ? 'paper' : rows.length === 0 ? 'people' : problems.size > 0 ? 'problems' : null
  return {
    problems,
    missing: missing ?? (hasFolder ? null : 'folder'),
    ready: missing === null && hasFolder,
  } as const
}
