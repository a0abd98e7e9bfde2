import ts from 'typescript'

const HOLE = '\0'
const numbered = (text: string): string => {
  let n = 0
  return text.replaceAll(HOLE, () => `{${n++}}`)
}

/** Methods of arrays and strings whose outcome is made of what they were called on. */
const KEEPS = new Set([
  'join',
  'filter',
  'slice',
  'concat',
  'trim',
  'toUpperCase',
  'toLowerCase',
  'toSorted',
  'flat',
  'at',
  'find',
  'reverse',
])

/** Methods that hand each of what they were called on to a function, which makes something of it. */
const EACH = new Set(['map', 'flatMap'])

interface Uses {
  /** Calls by the name of what is called, and what is given to variables, lists and properties by theirs. */
  readonly calls: ReadonlyMap<string, readonly ts.CallExpression[]>
  readonly given: ReadonlyMap<string, readonly (readonly [to: ts.Expression, value: ts.Expression])[]>
}

const nameOf = (node: ts.Expression): string =>
  ts.isPropertyAccessExpression(node) ? node.name.text : ts.isIdentifier(node) ? node.text : ''

const usesIn = (files: readonly ts.SourceFile[]): Uses => {
  const calls = new Map<string, ts.CallExpression[]>()
  const given = new Map<string, [ts.Expression, ts.Expression][]>()
  const put = <T>(into: Map<string, T[]>, name: string, value: T): void => {
    const held = into.get(name)
    if (held === undefined) into.set(name, [value])
    else held.push(value)
  }
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const { expression } = node
      put(calls, nameOf(expression), node)
      if (ts.isPropertyAccessExpression(expression) && expression.name.text === 'push')
        for (const value of node.arguments)
          put(given, nameOf(expression.expression), [expression.expression, value])
    }
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken)
      put(given, nameOf(node.left), [node.left, node.right])
    // Properties by name alone, in braces: whose they are, nobody asks.
    if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name))
      put(given, `{${node.name.text}}`, [node.name, node.initializer])
    if (ts.isShorthandPropertyAssignment(node)) put(given, `{${node.name.text}}`, [node.name, node.name])
    node.forEachChild(visit)
  }
  for (const file of files) visit(file)
  return { calls, given }
}

const bodyStrings = (
  fn: ts.SignatureDeclaration & { readonly body?: ts.Node | undefined },
): ts.Expression[] => {
  const { body } = fn
  if (body === undefined) return []
  if (!ts.isBlock(body)) return [body as ts.Expression]
  const found: ts.Expression[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return
    if ((ts.isReturnStatement(node) || ts.isYieldExpression(node)) && node.expression)
      found.push(node.expression)
    node.forEachChild(visit)
  }
  body.forEachChild(visit)
  return found
}

/** Nothing is ever said in empty brackets or quotes: an unknown part stood for by ''. */
const EMPTY_PART = /\(\)|""/

/** More ways than this to fill a sentence are not told apart: its part stays a hole. */
const MOST_WAYS = 400
const DEEPEST = 24

/** Every way to put one of each row's texts after one another. */
const combined = (rows: readonly (readonly string[])[]): string[] =>
  rows.reduce<string[]>(
    (so, row) => {
      const ways = row.length === 0 || so.length * row.length > MOST_WAYS ? [HOLE] : row
      return so.flatMap((before) => ways.map((way) => before + way))
    },
    [''],
  )

const WRAPPERS = [
  ts.isParenthesizedExpression,
  ts.isAsExpression,
  ts.isSatisfiesExpression,
  ts.isNonNullExpression,
  ts.isSpreadElement,
  ts.isAwaitExpression,
] as const

/** Properties by which a sentence, or a part of one, is carried to where it is said. */
const CARRIERS = new Set(['refused', 'reasons'])

/**
 * Reads off what strings an expression can become: through conditions, concatenations, constants, lists, parameters
 * (from every call), functions (from every return) and a few properties. What cannot be known stands as a hole.
 */
export const readStrings = (program: ts.Program, files: readonly ts.SourceFile[]) => {
  const checker = program.getTypeChecker()
  const symbolOf = (node: ts.Node): ts.Symbol | undefined => {
    if (ts.isShorthandPropertyAssignment(node.parent))
      return checker.getShorthandAssignmentValueSymbol(node.parent)
    const symbol = checker.getSymbolAtLocation(node)
    return symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
  }
  const uses = usesIn(files)
  const callsOf = (symbol: ts.Symbol | undefined) =>
    (symbol && uses.calls.get(symbol.name)?.filter((call) => symbolOf(call.expression) === symbol)) ?? []
  const givenTo = (symbol: ts.Symbol) =>
    (uses.given.get(symbol.name) ?? []).filter(([to]) => symbolOf(to) === symbol).map(([, value]) => value)

  /** What is being read at the moment, so that nothing is read within itself. */
  const path = new Set<ts.Node>()
  const within = (node: ts.Node, act: () => string[]): string[] => {
    if (path.has(node) || path.size >= DEEPEST) return []
    path.add(node)
    const found = [...new Set(act())]
    path.delete(node)
    return found
  }
  const all = (nodes: readonly ts.Expression[]): string[] => nodes.flatMap((node) => read(node))

  /** One or the other, a hole for the one that is not known. */
  const either = (...nodes: readonly ts.Expression[]): string[] =>
    nodes.flatMap((node) => {
      const known = read(node)
      return known.length > 0 ? known : [HOLE]
    })

  const ofFunction = (node: ts.Node | undefined): string[] => {
    if (node === undefined) return []
    if (ts.isVariableDeclaration(node)) return ofFunction(node.initializer)
    if (ts.isIdentifier(node)) return ofFunction(symbolOf(node)?.valueDeclaration)
    return ts.isFunctionLike(node) ? within(node, () => all(bodyStrings(node))) : []
  }

  const ofParameter = (parameter: ts.ParameterDeclaration): string[] => {
    const fn = parameter.parent
    const index = fn.parameters.indexOf(parameter)
    const { parent } = fn
    if (index === 0 && ts.isCallExpression(parent) && ts.isPropertyAccessExpression(parent.expression))
      return EACH.has(parent.expression.name.text) ? read(parent.expression.expression) : []
    const named = ts.isVariableDeclaration(fn.parent) ? fn.parent.name : fn.name
    const symbol = named && symbolOf(named)
    return callsOf(symbol).flatMap((call) => {
      const end = parameter.dotDotDotToken === undefined ? index + 1 : undefined
      const given = call.arguments.slice(index, end)
      return given.length === 0 && parameter.initializer ? read(parameter.initializer) : all(given)
    })
  }

  /** Within the file that declares the property; elsewhere another one may have its name. */
  const ofCarrier = (name: string, file: ts.SourceFile): string[] =>
    CARRIERS.has(name)
      ? (uses.given.get(`{${name}}`) ?? []).flatMap(([to, value]) =>
          to.getSourceFile() === file ? read(value) : [],
        )
      : []

  const ofSymbol = (symbol: ts.Symbol | undefined): string[] => {
    const declared = symbol?.valueDeclaration
    if (symbol === undefined || declared === undefined) return []
    return within(declared, () => {
      const given = all(givenTo(symbol))
      if (ts.isParameter(declared)) return [...given, ...ofParameter(declared)]
      const loop = declared.parent.parent
      if (ts.isVariableDeclaration(declared) && ts.isForOfStatement(loop)) return read(loop.expression)
      if (ts.isVariableDeclaration(declared) && declared.initializer)
        return [...given, ...read(declared.initializer)]
      if (ts.isPropertyAssignment(declared)) return read(declared.initializer)
      if (ts.isPropertySignature(declared) || ts.isBindingElement(declared))
        return [...given, ...ofCarrier(symbol.name, declared.getSourceFile())]
      return given
    })
  }

  const ofCall = (node: ts.CallExpression): string[] => {
    const { expression } = node
    if (ts.isPropertyAccessExpression(expression)) {
      const { name } = expression
      if (EACH.has(name.text)) return ofFunction(node.arguments[0])
      // A capital is put in front of the rest: read as it was.
      if (name.text === 'charAt') return ['']
      if (KEEPS.has(name.text)) return read(expression.expression)
    }
    return ofFunction(symbolOf(expression)?.valueDeclaration)
  }

  const read = (node: ts.Expression): string[] => {
    if (ts.isStringLiteralLike(node)) return [node.text]
    if (ts.isTemplateExpression(node))
      return combined([
        [node.head.text],
        ...node.templateSpans.flatMap((span) => [read(span.expression), [span.literal.text]]),
      ])
    if (ts.isBinaryExpression(node)) {
      if (node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return either(node.left, node.right)
      // A sum of numbers is no string.
      return combined([read(node.left), read(node.right)]).filter((sum) => sum.replaceAll(HOLE, '') !== '')
    }
    if (ts.isConditionalExpression(node)) return either(node.whenTrue, node.whenFalse)
    if (WRAPPERS.some((isWrapper) => isWrapper(node))) return all([(node as ts.SpreadElement).expression])
    if (ts.isArrayLiteralExpression(node)) return all(node.elements)
    if (ts.isObjectLiteralExpression(node))
      return node.properties.flatMap((one) => (ts.isPropertyAssignment(one) ? read(one.initializer) : []))
    if (ts.isCallExpression(node)) return ofCall(node)
    if (ts.isElementAccessExpression(node)) return read(node.expression)
    if (ts.isIdentifier(node) || ts.isPropertyAccessExpression(node)) return ofSymbol(symbolOf(node))
    return []
  }

  return (start: ts.Expression): string[] =>
    read(start)
      .filter((text) => !EMPTY_PART.test(text))
      .map(numbered)
}
