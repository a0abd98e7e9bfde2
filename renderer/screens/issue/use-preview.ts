import { useEffect, useState } from 'react'
import type { Result } from '../../../shared/contract/app/calls.ts'
import type { Failure } from '../../../shared/contract/failure.ts'
import { call } from '../../client.ts'
import { asFailure } from '../../tasks/tasks.ts'
import { paperParams, recipientsOf, useDraft } from './draft.ts'
import { usePreviewChoice } from './preview-choice.ts'

type Preview = Result<'issue.preview'>

interface State {
  readonly of: string
  readonly preview: Preview | null
  readonly failure: Failure | null
}

/** Marking a page takes seconds; it begins when nothing was changed for a moment. */
const PAUSE_MS = 700
const WIDTH_PX = 1100

/** The last preview that was made, and what of, so that coming back to the screen does not make it again. */
let kept: State = { of: '', preview: null, failure: null }

/** A page as the chosen recipient will get it; made anew when anything that shows on it changes. */
export const usePreview = () => {
  const paper = useDraft((state) => state.paper)
  const rows = useDraft((state) => state.rows)
  const medium = useDraft((state) => state.medium)
  const occasion = useDraft((state) => state.fields.occasion.trim())
  const running = useDraft((state) => state.running)
  const { page, number: chosen } = usePreviewChoice()
  const number = Math.min(chosen, rows.length)
  const [state, setState] = useState<State>(kept)
  const [again, setAgain] = useState(0)
  const wanted = paper && rows.length > 0 && rows[number - 1]?.name.trim() !== '' && page <= paper.look.pages
  const of = wanted
    ? JSON.stringify([paper.file, page, rows.length, rows[number - 1], number, medium, occasion])
    : ''
  useEffect(() => {
    if (of === '' || !paper || running || (kept.of === of && again === 0)) return
    const control = new AbortController()
    const finish = (made: Pick<State, 'preview' | 'failure'>) => {
      if (control.signal.aborted) return
      kept = { of, ...made }
      setState(kept)
    }
    const timer = setTimeout(() => {
      call(
        'issue.preview',
        {
          ...paperParams(paper),
          page,
          widthPx: WIDTH_PX,
          recipients: recipientsOf(useDraft.getState().rows),
          number,
          medium,
          ...(occasion !== '' && { occasion }),
        },
        { signal: control.signal },
      ).then(
        (preview) => finish({ preview, failure: null }),
        (error: unknown) => finish({ preview: null, failure: asFailure(error) }),
      )
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      control.abort()
    }
  }, [of, running, again])
  const isFresh = state.of === of
  return {
    wanted: of !== '',
    preview: of === '' ? null : state.preview,
    failure: isFresh ? state.failure : null,
    making: of !== '' && !isFresh && !running,
    retry: () => setAgain(again + 1),
  }
}
