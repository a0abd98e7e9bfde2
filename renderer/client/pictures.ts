import { useEffect, useState } from 'react'
import type { ScreenPicture } from '../../shared/contract/app/call.ts'

/** A picture's address for an <img>, for as long as the component shows it. */
export const usePictureUrl = (picture: ScreenPicture | null | undefined): string | undefined => {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    if (!picture) return setUrl(undefined)
    const made = URL.createObjectURL(new Blob([new Uint8Array(picture.bytes)], { type: picture.type }))
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [picture])
  return url
}
