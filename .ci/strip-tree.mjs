// Makes JavaScript of what an entry needs, file for file: Electron's Node does not strip types, and a bundle would lose
// the worker threads that the engine starts by their files' names. Types are blanked out in place, so that a line of a
// stack trace is the line of the source.
import { copyFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { dirname, join, relative, resolve, sep } from 'node:path'
import ts from 'typescript'

const ROOMS = ['main', 'shared']

/** Every string literal of a file, with what stands around it. */
const literalsOf = (path, code) => {
  const source = ts.createSourceFile(path, code, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS)
  const found = []
  const visit = (node) => {
    if (ts.isStringLiteral(node)) {
      const { parent } = node
      const imported =
        ts.isImportDeclaration(parent) ||
        ts.isExportDeclaration(parent) ||
        (ts.isCallExpression(parent) && parent.expression.kind === ts.SyntaxKind.ImportKeyword)
      found.push({ text: node.text, end: node.getEnd(), imported })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

const isOurs = (root, path) =>
  ROOMS.some((room) => path.startsWith(join(root, room) + sep)) && existsSync(path) && statSync(path).isFile()

/** `@scope/name/deep/file` and `name/deep/file` belong to a package; null for Node's own modules and plain words. */
const packageOf = (text) => {
  if (text.startsWith('.') || text.startsWith('/') || text.startsWith('node:')) return null
  const parts = text.split('/')
  return text.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]
}

/** `.ts'` and `.js'` are equally long: nothing moves. */
const withJsEndings = (code, ends) => {
  let text = code
  for (const end of ends) text = `${text.slice(0, end - 3)}js${text.slice(end - 1)}`
  return text
}

/**
 * Follows every literal that names, seen from its own file, a file of ours: imports, dynamic imports, workers' scripts and
 * data files alike. Returns the files written, the packages and the files of packages that they name, and Node's modules.
 */
export const stripTree = ({ root, entries, out, dependencies }) => {
  const queue = entries.map((entry) => join(root, entry))
  const seen = new Set(queue)
  const named = { files: [], packages: new Set(), packageFiles: new Set(), builtins: new Map() }
  const follow = (path) => {
    if (seen.has(path)) return
    seen.add(path)
    queue.push(path)
  }
  while (queue.length > 0) {
    const path = queue.pop()
    const name = relative(root, path).split(sep).join('/')
    const isCode = path.endsWith('.ts')
    const target = join(out, isCode ? name.replace(/\.ts$/, '.js') : name)
    mkdirSync(dirname(target), { recursive: true })
    named.files.push(name)
    if (!isCode) {
      copyFileSync(path, target)
      continue
    }
    const code = stripTypeScriptTypes(readFileSync(path, 'utf8'), { mode: 'strip' })
    const ends = []
    for (const { text, end, imported } of literalsOf(path, code)) {
      const there = resolve(dirname(path), text)
      if (isOurs(root, there)) {
        follow(there)
        if (text.endsWith('.ts')) ends.push(end)
        continue
      }
      if (imported && text.startsWith('.')) throw new Error(`${name} imports ${text}, which is not there`)
      if (text.startsWith('../') && existsSync(there) && there !== join(root, 'package.json')) {
        if (statSync(there).isFile()) throw new Error(`${name} names ${text}, which is not of the tree`)
      }
      if (imported && text.startsWith('node:')) {
        named.builtins.set(text, [...(named.builtins.get(text) ?? []), name])
      }
      const owner = packageOf(text)
      if (owner === null || !(imported || dependencies.includes(owner))) continue
      if (imported) named.packages.add(owner)
      else if (text !== owner) {
        named.packages.add(owner)
        named.packageFiles.add(text)
      }
    }
    writeFileSync(target, withJsEndings(code, ends))
  }
  return named
}
