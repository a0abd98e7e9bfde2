import type { FileOut } from '../../shared/contract/app/call.ts'
import { fetchFile, saveBlob } from './files.ts'
import { hasShell, host } from './host.ts'

/**
 * Prints a PDF of this session: through the system's dialog where there is a shell. In a browser it opens in a tab of its own, to
 * be printed from there; where that is held back it is saved instead.
 */
export const printFile = async (out: FileOut): Promise<'printed' | 'opened' | 'saved' | 'left'> => {
  if (hasShell()) return (await host('host.print', { file: out.file }))?.printed ? 'printed' : 'left'
  const blob = await fetchFile(out)
  const url = URL.createObjectURL(blob)
  const tab = window.open(url, '_blank')
  if (tab) return 'opened'
  URL.revokeObjectURL(url)
  saveBlob(blob, out.name)
  return 'saved'
}
