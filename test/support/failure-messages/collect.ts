import { join, relative } from 'node:path'
import ts from 'typescript'
import { readStrings } from './read-strings.ts'

const ROOT = join(import.meta.dirname, '../../..')

/** What a failure may say, each place it interpolates written {0}, {1} and so on. */
export interface Said {
  readonly template: string
  /** `file:line` of the failure it belongs to. */
  readonly where: string
}

/** Properties in which whole sentences stand: of answers, findings and what a thread may be made to say. */
const SAYING = new Set(['message', 'details'])

/** `Failure`, and errors of our own that become one; plain errors tell programmers. */
const isSpoken = ({ expression, arguments: given }: ts.NewExpression): boolean => {
  const code = given?.[0]
  // The host tells of 'internal' ones in one sentence of its own, which is read where it stands (`say-error.ts`).
  const isInternal = code !== undefined && ts.isStringLiteral(code) && code.text === 'internal'
  return ts.isIdentifier(expression) && SPOKEN.has(expression.text) && !isInternal
}
const SPOKEN = new Set(['Failure', 'Unfound'])

const spokenBy = (node: ts.Node): readonly ts.Expression[] => {
  if (ts.isNewExpression(node) && isSpoken(node)) return node.arguments?.slice(1, 2) ?? []
  if (ts.isPropertyAssignment(node) && SAYING.has(node.name.getText())) return [node.initializer]
  if (ts.isShorthandPropertyAssignment(node) && SAYING.has(node.name.text)) return [node.name]
  return []
}

const visitAll = (node: ts.Node, visit: (node: ts.Node) => void): void => {
  visit(node)
  node.forEachChild((child) => visitAll(child, visit))
}

/** Whether there is anything to translate: two letters that are not put in. */
const isText = (template: string): boolean => /[A-Za-z]{2}/.test(template.replaceAll(/\{\d+\}/g, ''))

/** Every template that can become the message or a detail of a Failure, or a finding, in a program of our own sources. */
export const collectSaid = (program: ts.Program): Said[] => {
  const files = program.getSourceFiles()
  const read = readStrings(program, files)
  const found = new Map<string, Said>()
  for (const file of files) {
    visitAll(file, (node) => {
      const spoken = spokenBy(node)
      if (spoken.length === 0) return
      const { line } = file.getLineAndCharacterOfPosition(node.getStart())
      const where = `${relative(ROOT, file.fileName)}:${line + 1}`
      for (const template of spoken.flatMap(read)) {
        if (isText(template) && !found.has(template)) found.set(template, { template, where })
      }
    })
  }
  return [...found.values()]
}

/** Failures of whose message nothing could be read: it comes whole from elsewhere. As `file: code`. */
export const collectUnread = (program: ts.Program): string[] => {
  const files = program.getSourceFiles()
  const read = readStrings(program, files)
  const found: string[] = []
  for (const file of files) {
    visitAll(file, (node) => {
      if (!ts.isNewExpression(node)) return
      for (const spoken of spokenBy(node))
        if (!read(spoken).some(isText)) found.push(`${relative(ROOT, file.fileName)}: ${spoken.getText()}`)
    })
  }
  return found
}
