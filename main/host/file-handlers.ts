import type { FileStore } from './file-store.ts'
import type { HandlersOf } from './task.ts'

export const fileHandlers = ({ files }: { readonly files: FileStore }): HandlersOf<'file'> => ({
  'file.begin': ({ name, bytes }) => ({ file: files.begin(name, bytes) }),
  'file.write': ({ file, bytes }) => ({ received: files.write(file, bytes) }),
  'file.read': ({ file, offset, length }) => files.read(file, offset, length),
  'file.drop': ({ file }) => {
    files.drop(file)
    return {}
  },
})
