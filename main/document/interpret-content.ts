import { PDFName } from 'pdf-lib'
import type { PDFDict, PDFRawStream, PDFRef } from 'pdf-lib'
import { compose, IDENTITY } from '../../shared/maths/geometry.ts'
import type { Affine } from '../../shared/maths/geometry.ts'
import { readOperations } from './content-tokens.ts'
import type { FontLoader } from './load-font.ts'
import type { WordFinder } from './find-words.ts'
import type { GraphicsState } from './graphics-state.ts'
import { decimal } from './number-text.ts'
import type { Operand, Operation } from './operand.ts'
import type { ShownText } from './placed-text.ts'
import { openForm } from './open-form.ts'
import type { HiddenTest } from './optional-content.ts'
import { paintedPicture } from './page-pictures.ts'
import type { PaintedPicture } from './page-pictures.ts'
import { get, getDict } from './read-objects.ts'
import { showText } from './show-text.ts'
import { applyStateOperator } from './state-operators.ts'

export interface InterpretedForm {
  readonly ref: PDFRef
  readonly stream: PDFRawStream
  /** The form's own, or those of the content that draws it where it has none. */
  readonly resources: PDFDict | null
  readonly content: InterpretedContent
}

/** What becomes of a stretch of the content; stretches not listed are copied as they stand. */
export type Change =
  | { readonly kind: 'show'; readonly start: number; readonly end: number; readonly shown: ShownText }
  | { readonly kind: 'form'; readonly start: number; readonly end: number; readonly form: InterpretedForm }
  | { readonly kind: 'drop'; readonly start: number; readonly end: number }

export interface InterpretedContent {
  readonly bytes: Uint8Array
  readonly changes: readonly Change[]
  /** Where the last complete operation ends. */
  readonly end: number
  /** Operators that close what the content leaves open. */
  readonly closing: string
}

/** What the interpretation of one page shares among its content and forms. */
export interface PageScope {
  readonly fonts: FontLoader
  readonly words: WordFinder
  readonly isHidden: HiddenTest
  readonly onUnmovable: () => void
  /** The slot of wording that the page's painted glyph of this number stands in, or NO_SLOT; they count from 0 in content order. */
  readonly slotAt: (glyph: number) => number
  /** Painted so far, but not by forms that are hidden. */
  readonly pictures: PaintedPicture[]
  /** Painted glyphs so far. */
  glyphs: number
  /** Forms drawn so far; a bound on files whose forms draw forms draw forms. */
  formsLeft: number
}

const DEEPEST_FORM = 12

interface Mark {
  /** What it holds is not seen. */
  readonly hides: boolean
  /** It gives the text that it reads as, and whatever else is put in is not read. */
  readonly speaks: boolean
}

interface Walk {
  readonly scope: PageScope
  readonly resources: PDFDict | null
  readonly depth: number
  readonly stack: GraphicsState[]
  readonly changes: Change[]
  /** One entry per open marked-content sequence. */
  readonly marks: Mark[]
  state: GraphicsState
  matrix: Affine
  lineMatrix: Affine
  inText: boolean
}

const numberAt = (operands: readonly Operand[], index: number): number => {
  const operand = operands[index]
  return operand?.kind === 'number' ? operand.value : 0
}

const moveLine = (walk: Walk, x: number, y: number): void => {
  walk.lineMatrix = compose({ ...IDENTITY, e: x, f: y }, walk.lineMatrix)
  walk.matrix = walk.lineMatrix
}

const isHiding = (marks: readonly Mark[]): boolean => marks.some(({ hides }) => hides)

const show = (walk: Walk, operation: Operation, operand: Operand | undefined, prefix: string): void => {
  const { scope, state, matrix, changes, marks } = walk
  const speaks = marks.some((mark) => mark.speaks)
  const result = showText(operand, state, matrix, { prefix, mayStop: !speaks })
  walk.matrix = result.matrix
  if (result.effect === 'none' || isHiding(marks)) return
  if (!result.shown) {
    const isPainted = result.effect === 'painted'
    scope.words.end(isPainted)
    if (isPainted) scope.onUnmovable()
    return
  }
  for (const item of result.shown.items) {
    if (typeof item === 'number') continue
    if (item.painted) item.slot = scope.slotAt(scope.glyphs++)
    scope.words.add(item)
  }
  changes.push({ kind: 'show', start: operation.start, end: operation.end, shown: result.shown })
}

/** Written as they were read, or as near as a double comes. */
const plain = (value: number): string => decimal(value, 8)

const textOperator = (walk: Walk, operation: Operation): void => {
  const { operator, operands } = operation
  if (operator === 'BT') {
    walk.matrix = walk.lineMatrix = IDENTITY
    walk.inText = true
  } else if (operator === 'ET') walk.inText = false
  else if (operator === 'Td') moveLine(walk, numberAt(operands, 0), numberAt(operands, 1))
  else if (operator === 'TD') {
    walk.state = { ...walk.state, leading: -numberAt(operands, 1) }
    moveLine(walk, numberAt(operands, 0), numberAt(operands, 1))
  } else if (operator === 'T*') moveLine(walk, 0, -walk.state.leading)
  else if (operator === 'Tm') {
    const [a, b, c, d, e, f] = [0, 1, 2, 3, 4, 5].map((i) => numberAt(operands, i))
    walk.matrix = walk.lineMatrix = { a, b, c, d, e, f }
  } else if (operator === 'Tj' || operator === 'TJ') show(walk, operation, operands[operands.length - 1], '')
  else if (operator === "'") {
    moveLine(walk, 0, -walk.state.leading)
    show(walk, operation, operands[operands.length - 1], 'T* ')
  } else if (operator === '"') {
    const [wordSpacing, characterSpacing] = [numberAt(operands, 0), numberAt(operands, 1)]
    walk.state = { ...walk.state, wordSpacing, characterSpacing }
    moveLine(walk, 0, -walk.state.leading)
    show(walk, operation, operands[2], `${plain(wordSpacing)} Tw ${plain(characterSpacing)} Tc T* `)
  }
}

const drawForm = (walk: Walk, operation: Operation): void => {
  const { scope, depth, resources, changes, marks } = walk
  const opened = openForm(resources, operation.operands[0])
  if (!opened || depth >= DEEPEST_FORM || isHiding(marks) || scope.isHidden(get(opened.stream.dict, 'OC')))
    return
  if (scope.formsLeft <= 0) return scope.onUnmovable()
  scope.formsLeft--
  const { ref, stream, bytes, matrix } = opened
  const own = opened.resources ?? resources
  const state = { ...walk.state, ctm: compose(matrix, walk.state.ctm) }
  const content = interpretContent(bytes, own, state, scope, depth + 1)
  const form: InterpretedForm = { ref, stream, resources: own, content }
  changes.push({ kind: 'form', start: operation.start, end: operation.end, form })
}

const drawObject = (walk: Walk, operation: Operation): void => {
  const { scope, resources, state, marks } = walk
  const shown = { toPage: state.ctm, hidden: isHiding(marks) }
  const picture = paintedPicture(getDict(resources, 'XObject'), operation.operands[0], shown)
  if (picture) scope.pictures.push(picture)
  else drawForm(walk, operation)
}

const save = (walk: Walk): void => {
  walk.stack.push(walk.state)
}

/** A Q too many would take away the state that keeps this content apart from what is drawn after it. */
const restore = (walk: Walk, { start, end }: Operation): void => {
  const saved = walk.stack.pop()
  if (saved) walk.state = saved
  else walk.changes.push({ kind: 'drop', start, end })
}

const markOf = ({ resources, scope }: Walk, { operands: [tag, properties] }: Operation): Mark => {
  if (properties?.kind === 'dict') return { hides: false, speaks: properties.entries.has('ActualText') }
  if (properties?.kind !== 'name') return { hides: false, speaks: false }
  const listed = getDict(resources, 'Properties')
  const isOptional = tag?.kind === 'name' && tag.value === 'OC'
  return {
    hides: isOptional && scope.isHidden(get(listed, properties.value)),
    speaks: getDict(listed, properties.value)?.has(PDFName.of('ActualText')) ?? false,
  }
}

const step = (walk: Walk, operation: Operation): void => {
  const { operator } = operation
  if (operator === 'q') save(walk)
  else if (operator === 'Q') restore(walk, operation)
  else if (operator === 'Do') drawObject(walk, operation)
  else if (operator === 'BMC') walk.marks.push({ hides: false, speaks: false })
  else if (operator === 'BDC') {
    walk.marks.push(markOf(walk, operation))
  } else if (operator === 'EMC') {
    if (walk.marks.pop() === undefined)
      walk.changes.push({ kind: 'drop', start: operation.start, end: operation.end })
  } else {
    walk.state = applyStateOperator(operation, walk.state, walk.resources, walk.scope.fonts)
    textOperator(walk, operation)
  }
}

/** Reads content from `state` on, and reports its glyphs to the word finder in drawing order. */
export const interpretContent = (
  bytes: Uint8Array,
  resources: PDFDict | null,
  state: GraphicsState,
  scope: PageScope,
  depth = 0,
): InterpretedContent => {
  const walk: Walk = {
    scope,
    resources,
    depth,
    state,
    stack: [],
    changes: [],
    marks: [],
    matrix: IDENTITY,
    lineMatrix: IDENTITY,
    inText: false,
  }
  let end = 0
  for (const operation of readOperations(bytes)) {
    step(walk, operation)
    end = operation.end
  }
  const closing = `${walk.inText ? ' ET' : ''}${' EMC'.repeat(walk.marks.length)}${' Q'.repeat(walk.stack.length)}`
  return { bytes, changes: walk.changes, end, closing }
}
