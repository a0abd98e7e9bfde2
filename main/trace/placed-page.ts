import type { Point } from '../../shared/maths/geometry.ts'
import type { LeakView } from './leak-view.ts'
import type { Sheet } from './sheet.ts'

/** A page that the picture was found to show, and exactly how it lies there. */
export interface PlacedPage {
  readonly documentId: string
  readonly page: number
  readonly sheet: Sheet
  readonly likeness: number
  /** Boxes of the original that the picture agrees with; that it shows; and all. */
  readonly agreeing: number
  readonly shown: number
  readonly boxes: number
  /** Middles of those that agree, mm. */
  readonly agreed: readonly Point[]
  /** How the picture had to be taken. */
  readonly view: LeakView
}

/** Where half of what is shown of a page agrees, the picture shows the page. Where nothing was compared, its dots said so. */
const PLAINLY = 0.5

export const agreesPlainly = ({ agreeing, shown }: Pick<PlacedPage, 'agreeing' | 'shown'>): boolean =>
  agreeing >= PLAINLY * shown
