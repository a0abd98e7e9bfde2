import { useCallback, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { onlyRow, rangeTo, toggled, withRange } from './selection.ts'
import type { Selection } from './selection.ts'
import { ROW_PX } from './table-row.tsx'
import type { Rows } from './use-rows.ts'

interface Choosing {
  readonly active: number
  readonly pick: (index: number, keys: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }) => void
  readonly tick: (index: number) => void
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
}

export interface ChoosingOptions<Row> {
  readonly rows: Rows<Row>
  readonly keyOf: (row: Row) => string
  readonly selection: Selection | undefined
  readonly onSelect: ((selection: Selection) => void) | undefined
  readonly onOpen: ((row: Row) => void) | undefined
  readonly scrollTo: (index: number) => void
}

/** Where a key leads to from a row; null for keys that lead nowhere. */
const ledTo = (key: string, from: number, last: number, pageRows: number): number | null => {
  const to: Readonly<Record<string, number>> = {
    ArrowDown: from + 1,
    ArrowUp: from - 1,
    PageDown: from + pageRows,
    PageUp: from - pageRows,
    Home: 0,
    End: last,
  }
  return to[key] === undefined ? null : Math.min(last, Math.max(0, to[key]))
}

/** The row that keys act on, and choosing by click, Ctrl, Shift, Space and Ctrl+A. */
export const useChoosing = <Row>(options: ChoosingOptions<Row>): Choosing => {
  const [active, setActive] = useState(0)
  const now = useRef(options)
  now.current = options

  const keyAt = (index: number): string | undefined => {
    const row = now.current.rows.at(index)
    return row === undefined ? undefined : now.current.keyOf(row)
  }
  const chooseRange = useCallback(async (to: number, adding: boolean) => {
    const { rows, selection, onSelect, keyOf } = now.current
    if (!selection || !onSelect) return
    const rangeRows = await rows.range(...rangeTo(selection, to))
    onSelect(withRange(selection, rangeRows.map(keyOf), to, adding))
  }, [])
  const chooseAll = useCallback(async () => {
    const { rows, selection, onSelect, keyOf } = now.current
    if (!selection || !onSelect || rows.total === 0) return
    const all = await rows.range(0, rows.total - 1)
    onSelect({ keys: new Set(all.map(keyOf)), anchor: selection.anchor })
  }, [])
  const tick = useCallback((index: number) => {
    const { selection, onSelect } = now.current
    const key = keyAt(index)
    setActive(index)
    if (key !== undefined && selection && onSelect) onSelect(toggled(selection, key, index))
  }, [])
  const pick = useCallback<Choosing['pick']>(
    (index, { shiftKey, ctrlKey, metaKey }) => {
      const { selection, onSelect } = now.current
      const key = keyAt(index)
      setActive(index)
      if (key === undefined || !selection || !onSelect) return
      if (shiftKey) void chooseRange(index, ctrlKey || metaKey)
      else if (ctrlKey || metaKey) onSelect(toggled(selection, key, index))
      else onSelect(onlyRow(key, index))
    },
    [chooseRange],
  )
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const { rows, scrollTo, onOpen, selection, onSelect } = now.current
    const shown = Math.max(1, Math.floor(event.currentTarget.clientHeight / ROW_PX) - 2)
    const to = ledTo(event.key, active, rows.total - 1, shown)
    const row = rows.at(active)
    if (rows.total === 0) return
    if (to !== null) {
      // A range begins at the row that was left when Shift went down.
      if (event.shiftKey && selection && onSelect && selection.anchor === null) tick(active)
      setActive(to)
      scrollTo(to)
      if (event.shiftKey) void chooseRange(to, false)
    } else if (event.key === ' ') tick(active)
    else if (event.key === 'Enter' && row !== undefined && onOpen) onOpen(row)
    else if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) void chooseAll()
    else if (event.key === 'Escape' && selection && selection.keys.size > 0 && onSelect)
      onSelect({ keys: new Set(), anchor: null })
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return { active: Math.min(active, Math.max(0, options.rows.total - 1)), pick, tick, onKeyDown }
}
