import { useRef, useState } from 'react'
import type { DragEvent, ReactNode } from 'react'
import css from './file-drop.module.css'

interface FileDropProps {
  /** As for an <input>: ".pdf", "image/*". */
  readonly accept: string
  readonly multiple?: boolean
  readonly disabled?: boolean
  readonly onFiles: (files: readonly File[]) => void
  /** Read out for the button that the whole area is. */
  readonly label: string
  readonly children: ReactNode
  readonly compact?: boolean
}

/** An area to drop files on, which is also a button that asks for them. */
export const FileDrop = (props: FileDropProps) => {
  const { accept, multiple = false, disabled = false, onFiles, label, children, compact = false } = props
  const [over, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const take = (files: FileList | null) => {
    if (files && files.length > 0) onFiles([...files].slice(0, multiple ? undefined : 1))
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    if (!disabled) take(event.dataTransfer.files)
  }
  return (
    <>
      <button
        type="button"
        className={css.drop}
        data-over={over || undefined}
        data-compact={compact || undefined}
        disabled={disabled}
        aria-label={label}
        onClick={() => input.current?.click()}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {children}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        multiple={multiple}
        onChange={(event) => {
          take(event.currentTarget.files)
          // So that the same file can be chosen again.
          event.currentTarget.value = ''
        }}
      />
    </>
  )
}
