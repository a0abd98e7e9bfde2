import type { FileStore } from './file-store.ts'
import type { HandlersOf } from './task.ts'

export const sampleHandlers = ({ files }: { readonly files: FileStore }): HandlersOf<'sample'> => ({
  'sample.make': async ({ language }) => {
    const { makeSample } = await import('../engine/app/make-sample.ts')
    const { name, bytes, ...words } = await makeSample(language)
    return { ...words, document: files.keep(name, bytes) }
  },
})
