import type { BrowserWindow, Dialog, NativeImage, NotificationConstructorOptions, Shell } from 'electron'
import { stat } from 'node:fs/promises'
import { Failure } from '../../../shared/contract/failure.ts'
import type { FileId } from '../../../shared/contract/app/call.ts'
import type { HostActions } from './answer-host-calls.ts'
import type { KnownPaths } from './known-paths.ts'
import type { SessionFiles } from './session-files.ts'

export interface HostNeeds {
  readonly window: Pick<BrowserWindow, 'isFocused' | 'show' | 'focus' | 'setContentProtection'> & {
    readonly webContents: Pick<BrowserWindow['webContents'], 'startDrag'>
  }
  readonly pickFolder: (
    options: Parameters<Dialog['showOpenDialog']>[0],
  ) => ReturnType<Dialog['showOpenDialog']>
  readonly shell: Pick<Shell, 'showItemInFolder'>
  readonly known: KnownPaths
  readonly files: SessionFiles
  readonly readFile: (file: FileId) => Promise<Uint8Array>
  readonly print: (bytes: Uint8Array) => Promise<boolean>
  readonly dragIcon: NativeImage | string
  /** Shows it; `clicked` when a person answers to it. */
  readonly notify: (options: NotificationConstructorOptions, clicked: () => void) => void
  readonly setBusy: (tasks: number) => void
}

const isFolder = async (path: string): Promise<boolean> => {
  try {
    return (await stat(path)).isDirectory()
  } catch {
    return false
  }
}

export const hostActions = (needs: HostNeeds): HostActions => ({
  'host.pick-folder': async ({ title, start }) => {
    const startsThere = start !== undefined && (await isFolder(start))
    const { canceled, filePaths } = await needs.pickFolder({
      title,
      properties: ['openDirectory', 'createDirectory'],
      ...(startsThere ? { defaultPath: start } : {}),
    })
    const folder = canceled ? undefined : filePaths[0]
    if (folder === undefined) return { folder: null }
    needs.known.picked(folder)
    return { folder }
  },
  'host.reveal': ({ path }) => {
    needs.shell.showItemInFolder(needs.known.check(path))
    return {}
  },
  'host.print': async ({ file }) => ({ printed: await needs.print(await needs.readFile(file)) }),
  'host.drag': async ({ files }) => {
    const paths = await needs.files.lay(files)
    const [first] = paths
    if (first === undefined) throw new Failure('usage', 'No file was dragged.')
    needs.window.webContents.startDrag({ file: first, files: paths, icon: needs.dragIcon })
    return {}
  },
  // Whoever looks at the window sees it there.
  'host.notify': ({ title, body }) => {
    if (!needs.window.isFocused()) {
      needs.notify({ title: title.slice(0, 100), body: body.slice(0, 300) }, () => {
        needs.window.show()
        needs.window.focus()
      })
    }
    return {}
  },
  'host.busy': ({ tasks }) => {
    needs.setBusy(tasks)
    return {}
  },
  'host.protect': ({ hidden }) => {
    needs.window.setContentProtection(hidden)
    return {}
  },
})
