/** Which page of a leaked file a picture is, and which piece of a long one, counted from 1. */
export interface LeakPart {
  readonly file: string
  /** Of a file that has several. */
  readonly page?: number
  /** Of a picture that was cut. */
  readonly piece?: { readonly number: number; readonly of: number }
}

/** The name that a picture goes by in results, kept traces and records, in English as all of these are. */
export const leakName = ({ file, page, piece }: LeakPart): string =>
  [
    file,
    ...(page === undefined ? [] : [`page ${page}`]),
    ...(piece === undefined ? [] : [`part ${piece.number} of ${piece.of}`]),
  ].join(', ')

const PAGE = /^(?<rest>.+), page (?<page>\d+)$/su
const PIECE = /^(?<rest>.+), part (?<number>\d+) of (?<of>\d+)$/su

/** What such a name says, for whoever tells it in another language. A file may be named so by itself: nothing but words hangs on it. */
export const leakPart = (name: string): LeakPart => {
  const cut = PIECE.exec(name)?.groups
  const paged = PAGE.exec(cut?.rest ?? name)?.groups
  return {
    file: paged?.rest ?? cut?.rest ?? name,
    ...(paged && { page: Number(paged.page) }),
    ...(cut && { piece: { number: Number(cut.number), of: Number(cut.of) } }),
  }
}
