import { useMemo } from 'react'
import { useDraft } from './draft.ts'
import { rowProblems } from './row-problems.ts'

/** What still keeps the draft from being issued. */
export const useReadiness = () => {
  const rows = useDraft((state) => state.rows)
  const hasPaper = useDraft((state) => state.paper !== null)
  const hasFolder = useDraft((state) => state.folder.trim() !== '')
  const problems = useMemo(() => rowProblems(rows), [rows])
  const missing = !hasPaper ? 'paper' : rows.length === 0 ? 'people' : problems.size > 0 ? 'problems' : null
  return {
    problems,
    missing: missing ?? (hasFolder ? null : 'folder'),
    ready: missing === null && hasFolder,
  } as const
}
