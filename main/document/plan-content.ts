import type { PDFDict, PDFRawStream, PDFRef } from 'pdf-lib'
import type { InterpretedContent, InterpretedForm } from './interpret-content.ts'
import { decimal } from './number-text.ts'
import { NO_SLOT, NO_STOP, NO_WORD } from './placed-text.ts'
import type { PlacedGlyph, ShownText } from './placed-text.ts'
import { stringOperand } from './string-operand.ts'

/** Glyphs that move together, as elements of a TJ array. */
export interface Piece {
  /** NO_WORD stays where it is. */
  readonly word: number
  readonly elements: string
  /** False for spaces, which may ride along with any rise. */
  readonly hasInk: boolean
  /** The stop after it, or NO_STOP. */
  readonly stop: number
  /** Of a piece that is nothing but numbers, their sum: thousandths of an em to the left. */
  readonly kern: number
  /** The slot of wording that it is the whole of, or NO_SLOT. */
  readonly slot: number
  /** What stands there in copies that take the slot's equal, as elements of a TJ array; of other pieces empty. */
  readonly equal: string
}

/** A show operator with slots for the numbers that move its words. */
export interface ShowPlan {
  readonly original: Uint8Array
  readonly text: Omit<ShownText, 'items' | 'face'>
  readonly pieces: readonly Piece[]
}

export interface FormPlan {
  readonly ref: PDFRef
  readonly stream: PDFRawStream
  readonly resources: PDFDict | null
  readonly content: ContentPlan
}

/** Content taken apart once, so that a copy is put together by filling in numbers. */
export type ContentPart =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'show'; readonly show: ShowPlan }
  | { readonly kind: 'form'; readonly form: FormPlan }

export interface ContentPlan {
  readonly parts: readonly ContentPart[]
  readonly closing: string
}

/** What an operator shows of a slot's equal, as elements of a TJ array. */
export type EqualOf = (shown: ShownText, slot: number) => string

const NO_EQUAL: EqualOf = () => ''

type OpenPiece = { -readonly [K in keyof Piece]: Piece[K] }

const numbersPiece = (elements: string, kern: number): Piece => ({
  word: NO_WORD,
  elements,
  hasInk: false,
  stop: NO_STOP,
  kern,
  slot: NO_SLOT,
  equal: '',
})

const goesOn = (piece: OpenPiece, glyph: PlacedGlyph, hasInk: boolean): boolean => {
  if (piece.slot !== glyph.slot) return false
  return (
    glyph.slot !== NO_SLOT ||
    (piece.word === glyph.word && (glyph.word !== NO_WORD || piece.hasInk === hasInk))
  )
}

/** Neighbours of one word become one piece; numbers after a piece's last glyph go with what follows. */
const piecesOf = (items: ShownText['items'], equalOf: (slot: number) => string): Piece[] => {
  const pieces: Piece[] = []
  let current: OpenPiece | null = null
  let glyphs: PlacedGlyph[] = []
  let pending = ''
  let kern = 0
  const flushGlyphs = () => {
    if (current && glyphs.length > 0)
      current.elements += stringOperand(Buffer.concat(glyphs.map((glyph) => glyph.bytes)))
    glyphs = []
  }
  for (const item of items) {
    if (typeof item === 'number') {
      flushGlyphs()
      pending += `${decimal(item, 5)} `
      kern += item
      continue
    }
    const hasInk = item.kind !== 'space'
    if (!current || !goesOn(current, item, hasInk)) {
      flushGlyphs()
      current = {
        word: item.word,
        elements: '',
        hasInk,
        stop: NO_STOP,
        kern: 0,
        slot: item.slot,
        equal: equalOf(item.slot),
      }
      if (pending) pieces.push(numbersPiece(pending, kern))
      pieces.push(current)
    } else current.elements += pending
    pending = ''
    kern = 0
    glyphs.push(item)
    if (item.stop !== NO_STOP) {
      flushGlyphs()
      current.stop = item.stop
      current = null
    }
  }
  flushGlyphs()
  if (pending) pieces.push(numbersPiece(pending, kern))
  return pieces
}

/** The glyphs themselves are let go: a thousand pages of them would fill the memory. */
const planShow = (original: Uint8Array, shown: ShownText, equalOf: EqualOf): ShowPlan => {
  const { items, face: _face, ...text } = shown
  return { original, text, pieces: piecesOf(items, (slot) => equalOf(shown, slot)) }
}

/** Whether copies differ in what an operator shows. */
const differs = ({ items }: ShownText): boolean =>
  items.some(
    (item) =>
      typeof item !== 'number' && (item.word !== NO_WORD || item.slot !== NO_SLOT || item.stop !== NO_STOP),
  )

const differsAnywhere = (content: InterpretedContent): boolean =>
  content.changes.some((change) => {
    if (change.kind === 'show') return differs(change.shown)
    return change.kind === 'form' && differsAnywhere(change.form.content)
  })

const planForm = (form: InterpretedForm, equalOf: EqualOf): FormPlan => ({
  ref: form.ref,
  stream: form.stream,
  resources: form.resources,
  content: planContent(form.content, equalOf),
})

/** Call when all words of the page are known. */
export const planContent = (content: InterpretedContent, equalOf: EqualOf = NO_EQUAL): ContentPlan => {
  const { bytes } = content
  const parts: ContentPart[] = []
  let at = 0
  const copyTo = (end: number) => {
    if (end > at) parts.push({ kind: 'bytes', bytes: bytes.subarray(at, end) })
  }
  for (const change of content.changes) {
    if (change.kind === 'form' && !differsAnywhere(change.form.content)) continue
    if (change.kind === 'show' && !differs(change.shown)) continue
    copyTo(change.start)
    at = change.end
    if (change.kind === 'show') {
      parts.push({
        kind: 'show',
        show: planShow(bytes.subarray(change.start, change.end), change.shown, equalOf),
      })
    } else if (change.kind === 'form') parts.push({ kind: 'form', form: planForm(change.form, equalOf) })
  }
  copyTo(content.end)
  return { parts, closing: content.closing }
}
