import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

const ROOT = join(import.meta.dirname, '../../..')
/** What an app's window can be told comes from these; the command line speaks to its own people, in English. */
const ROOMS = ['main', 'shared'] as const
const ELSEWHERE = /^main\/cli\//

/** Paths from the root of the repository. */
export const engineFiles = (): readonly string[] =>
  ROOMS.flatMap((room) =>
    readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' }).map((path) => `${room}/${path}`),
  ).filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts') && !ELSEWHERE.test(path))

/**
 * Just our own sources, with nothing of the libraries: who calls whom and what a name stands for is all that is asked.
 * `added` are files of the given text beside them.
 */
export const engineProgram = (added: Readonly<Record<string, string>> = {}): ts.Program => {
  const options: ts.CompilerOptions = {
    noLib: true,
    types: [],
    allowImportingTsExtensions: true,
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ESNext,
  }
  const host = ts.createCompilerHost(options)
  const ours = (name: string): string | undefined => added[name.slice(ROOT.length + 1)]
  const { readFile, fileExists, getSourceFile } = host
  host.readFile = (name) => ours(name) ?? readFile(name)
  host.fileExists = (name) => ours(name) !== undefined || fileExists(name)
  host.getSourceFile = (name, version, ...rest) => {
    const text = ours(name)
    return text === undefined
      ? getSourceFile(name, version, ...rest)
      : ts.createSourceFile(name, text, version, true)
  }
  host.resolveModuleNameLiterals = (names, from) =>
    names.map(({ text }) => ({
      resolvedModule: text.startsWith('.')
        ? {
            resolvedFileName: join(from, '..', text),
            extension: ts.Extension.Ts,
            isExternalLibraryImport: false,
          }
        : undefined,
    }))
  const paths = [...engineFiles(), ...Object.keys(added)].map((path) => join(ROOT, path))
  return ts.createProgram(paths, options, host)
}
