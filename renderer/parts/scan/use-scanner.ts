import { useEffect, useRef } from 'react'
import { keyIn, NOTHING_KEYED, readCode } from './read-code.ts'
import type { Scanned } from './read-code.ts'

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))

/**
 * A copy's code that is typed, or sent by a scanner, while no field has the focus. Scanners end with Enter. Listens before everything else,
 * so that an Enter that ends a code does not press what happens to have the focus.
 */
export const useScanner = (onScan: (scanned: Exclude<Scanned, { kind: 'other' }>) => void): void => {
  const keyed = useRef(NOTHING_KEYED)
  const handler = useRef(onScan)
  useEffect(() => {
    handler.current = onScan
  })
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return
      if (document.querySelector('[aria-modal="true"]')) return
      if (event.key === 'Shift') return
      if (event.key !== 'Enter') {
        keyed.current = keyIn(keyed.current, event.key, event.timeStamp)
        return
      }
      const scanned = readCode(keyed.current.text)
      keyed.current = NOTHING_KEYED
      if (scanned.kind === 'other') return
      event.preventDefault()
      event.stopPropagation()
      handler.current(scanned)
    }
    window.addEventListener('keydown', press, { capture: true })
    return () => window.removeEventListener('keydown', press, { capture: true })
  }, [])
}
