import { Failure } from '../../shared/contract/failure.ts'
import type { PageEdit, SourcePage } from './document.ts'
import type { ShiftOf } from './fill-content.ts'

/** Shifts along and across the reading direction, as displacements on the page; null where text stays. */
export const wordShifts = (page: SourcePage, index: number, edit: PageEdit): ShiftOf | null => {
  const shifts = edit.wordShiftsMm
  if (!shifts) return null
  if (shifts.length !== 2 * page.words.length) {
    throw new Failure(
      'internal',
      `Page ${index + 1} has ${page.words.length} words and was given ${shifts.length} shifts, not two for each.`,
    )
  }
  return (word) => {
    const { angle } = page.words[word]
    const [along, down] = [shifts[2 * word], shifts[2 * word + 1]]
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
    return [along * cos - down * sin, along * sin + down * cos]
  }
}
